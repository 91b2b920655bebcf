import type { ChatModel, ChatPart, EmbeddingModel } from '../../models/spec.ts';
import type { PersonalDataPatterns } from './compile.ts';
import { createRedactionSession, type RedactionSession } from './redact.ts';

/**
 * A chat model on another machine that never sees personal data: placeholders go out, and are filled in
 * again in what comes back. Each request has a session of its own. Log-probabilities are of what the
 * model wrote, so they are left out where that is not what the caller reads.
 */
export function redactChatModel(model: ChatModel, patterns: PersonalDataPatterns): ChatModel {
  return {
    id: model.id,
    capabilities: model.capabilities,
    async *generate(request) {
      const session = createRedactionSession(patterns);
      const messages = request.messages.map((message) => ({
        ...message,
        content: session.redact(message.content).text,
      }));
      const untouched = messages.every(({ content }, at) => content === request.messages[at]?.content);
      const reply = model.generate({ ...request, messages });
      if (untouched) yield* reply;
      else yield* refillReply(reply, session, request.jsonSchema !== undefined);
    },
    ...(model.close !== undefined && { close: () => model.close?.() ?? Promise.resolve() }),
  };
}

/** Longest placeholder that may be cut by the end of a part. */
const longestPlaceholder = 40;

async function* refillReply(
  reply: AsyncIterable<ChatPart>,
  session: RedactionSession,
  inJson: boolean,
): AsyncGenerator<ChatPart> {
  const fillIn = (text: string) =>
    inJson
      ? text.replace(/\[[A-Z-]+-\d+\]/g, (found) => JSON.stringify(session.refill(found)).slice(1, -1))
      : session.refill(text);
  let held = '';
  for await (const part of reply) {
    if (part.type === 'end') {
      if (held !== '') yield { type: 'text', text: fillIn(held) };
      yield part;
      return;
    }
    held += part.text;
    // A placeholder may come in pieces: what follows an open bracket waits for its end.
    const open = held.lastIndexOf('[');
    const waits = open >= 0 && !held.includes(']', open) && held.length - open < longestPlaceholder;
    const ready = waits ? held.slice(0, open) : held;
    held = waits ? held.slice(open) : '';
    if (ready !== '') yield { type: 'text', text: fillIn(ready) };
  }
  if (held !== '') yield { type: 'text', text: fillIn(held) };
}

/** An embedding model on another machine that sees placeholders in the place of personal data. */
export function redactEmbeddingModel(model: EmbeddingModel, patterns: PersonalDataPatterns): EmbeddingModel {
  return {
    id: model.id,
    dimensions: model.dimensions,
    embed(texts, kind, signal) {
      const session = createRedactionSession(patterns);
      return model.embed(
        texts.map((text) => session.redact(text).text),
        kind,
        signal,
      );
    },
    ...(model.close !== undefined && { close: () => model.close?.() ?? Promise.resolve() }),
  };
}
