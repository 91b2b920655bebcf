import { describe, expect, it } from 'vitest';
import { type Stage, createGovernanceDoor } from '../governance/index.ts';
import { createScriptedChatModel } from '../models/index.ts';
import { chatEventSchema } from './api-schema.ts';
import { createServer } from './create-server.ts';
import { openTestWorkspace } from './testing/open-test-workspace.ts';
import { readFrames } from './testing/read-frames.ts';

const leak = 'zanzibar';
const chat = createScriptedChatModel(() => `The emergency number is 999 4711, says ${leak} [1].`);
const workspace = await openTestWorkspace({ chat });
const question = 'What is the emergency number?';
/** Words of the source that answers it. */
const sourceWords = '555 0112';

/** A server whose moderators of one stage break down. */
function serverWithBroken(stage: Stage) {
  const door = createGovernanceDoor({
    clauses: workspace.region.clauses,
    unverifiedNotice: () => 'This could not be checked.',
    moderators: [
      {
        id: 'broken',
        stage,
        moderate: () => {
          throw new Error('the moderator broke down');
        },
      },
    ],
  });
  return createServer({ ...workspace, door }).app;
}

function post(body: object): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

const messages = [{ role: 'user', content: question }];
const ways: readonly (readonly [string, string, object])[] = [
  ['the event stream', '/api/chat', { question }],
  ['a completion', '/v1/chat/completions', { messages }],
  ['a completion of three choices', '/v1/chat/completions', { messages, n: 3 }],
  ['a streamed completion', '/v1/chat/completions', { messages, stream: true }],
  ['a streamed completion of two choices', '/v1/chat/completions', { messages, stream: true, n: 2 }],
];

/** What is said to the user, wherever it stands in a response. */
function readSaid(response: string): string {
  return Array.from(response.matchAll(/"(?:text|content)":"(?:[^"\\]|\\.)*"/g), ([said]) => said).join('\n');
}

describe.each(['input', 'retrieval', 'output'] as const)('when a moderator of the %s fails', (stage) => {
  it.each(ways)('%s holds neither words of the model nor of a source', async (_, path, body) => {
    const response = await serverWithBroken(stage).request(path, post(body));
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).not.toContain(leak);
    expect(text).toContain('"action":"unverified"');
    expect(readSaid(text)).not.toContain(sourceWords);
  });

  it('says so in the header of a completion', async () => {
    const response = await serverWithBroken(stage).request('/v1/chat/completions', post({ messages }));
    expect(response.headers.get('x-lionrock-decision')).toBe('unverified');
  });
});

describe('when every check works', () => {
  it.each(ways)(
    '%s has the checked words of the source, and none that no source supports',
    async (_, path, body) => {
      const response = await createServer(workspace).app.request(path, post(body));
      const text = await response.text();
      expect(readSaid(text)).toContain(sourceWords);
      expect(text).not.toContain(leak);
    },
  );

  it('the model was asked, and what it said was not taken', async () => {
    const before = chat.requests.length;
    await (await createServer(workspace).app.request('/api/chat', post({ question }))).text();
    expect(chat.requests.length).toBeGreaterThan(before);
  });

  it('sends in the stream exactly the sentences of the answer', async () => {
    const response = await createServer(workspace).app.request('/api/chat', post({ question }));
    const events = (await readFrames(response)).map(({ data }) => chatEventSchema.parse(data));
    const sentences = events.flatMap((event) => (event.type === 'sentence' ? [event.sentence] : []));
    expect(events.at(-1)).toMatchObject({ type: 'answer', answer: { sentences } });
    expect(sentences.length).toBeGreaterThan(0);
  });
});
