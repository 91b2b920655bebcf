import { describe, expect, it } from 'vitest';
import { failureCode, outline, parseNamed } from '../testing/parse-all.ts';

const lines = (...values: unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n');

describe('JSON Lines', () => {
  it('reads the records of the contract', async () => {
    const record = {
      id: 'fees-1',
      title: 'Fees',
      text: 'A card is free.\n\nA lost card costs 20 dollars.',
      url: 'https://example.org/fees',
      publisher: 'Town',
      language: 'zh-Hant',
      asOf: '2026-01-31',
      validFrom: '2026-02-01',
      validTo: '2026-12-31',
      sections: [
        { heading: 'Late books', text: 'One dollar a day.' },
        { title: 'Lost books', text: 'Full price.', page: 3 },
      ],
      color: 'blue',
    };
    const parsed = await parseNamed('cards.jsonl', lines(record));
    expect(parsed.documents[0]).toMatchObject({
      documentId: 'fees-1',
      mediaType: 'application/jsonl',
      metadata: {
        title: 'Fees',
        url: 'https://example.org/fees',
        publisher: 'Town',
        language: 'zh-Hant',
        asOf: '2026-01-31',
        validFrom: '2026-02-01',
        validTo: '2026-12-31',
      },
    });
    expect(outline(parsed)).toEqual([
      'A card is free.',
      'A lost card costs 20 dollars.',
      '# Late books',
      'One dollar a day.',
      '# Lost books',
      'p3 Full price.',
    ]);
  });

  it.each([
    [{ question: 'May I eat?', answer: 'Not in the library.' }, ['# May I eat?', 'Not in the library.']],
    [{ contents: 'Quiet, please.' }, ['Quiet, please.']],
    [{ content: '<p>Quiet, <b>please</b>.</p>' }, ['Quiet, please.']],
    [{ body: 'Quiet.<br>Always.' }, ['Quiet.', 'Always.']],
    [
      { name: 'Bay School', district: 'East', pupils: 95, open: true, notes: null },
      ['row 1: name: Bay School; district: East; pupils: 95; open: true'],
    ],
    [
      { question: 'Which?', choices: ['one', 'two'], answer: 'B' },
      ['row 1: question: Which?; choices: one, two; answer: B'],
    ],
  ])('understands %j', async (record, expected) => {
    expect(outline(await parseNamed('a.jsonl', lines(record)))).toEqual(expected);
  });

  it('leaves the header of our own files out and believes its groups', async () => {
    const header = {
      kind: 'documents',
      schema: 1,
      version: '1.0.0',
      region: 'example',
      createdAt: '2026-01-01',
    };
    const record = { id: 'a', text: 'Text.', group: 'g', verified: 'checked-against-source' };
    expect((await parseNamed('a.jsonl', lines(header, record))).documents).toMatchObject([
      { documentId: 'a', metadata: { group: 'g', verified: 'checked-against-source' } },
    ]);
    const [foreign] = (await parseNamed('a.jsonl', lines(record, record))).documents;
    expect(foreign?.metadata).not.toHaveProperty('group');
  });

  it('reports a bad line with its number and goes on', async () => {
    const { documents, failures } = await parseNamed(
      'a.jsonl',
      '{"id":"a","text":"x"}\n{broken\n\n[1]\n{"id":"b","text":" "}\n{"text":"y"}\n',
    );
    expect(failures.map(({ line, error }) => [line, error.code])).toEqual([
      [2, 'jsonl.not-json'],
      [4, 'knowledge.not-a-record'],
      [5, 'knowledge.empty-record'],
    ]);
    expect(documents.map(({ documentId }) => documentId)).toEqual([
      'a',
      expect.stringMatching(/^a\.jsonl~[0-9a-f]{12}\/6$/),
    ]);
  });

  it('gives a file up that is nothing of the kind', async () => {
    const { failures } = await parseNamed('a.jsonl', 'no record\n'.repeat(5_000));
    expect(failures).toHaveLength(101);
    expect(failures.at(-1)?.error.code).toBe('knowledge.not-jsonl');
  });

  it('takes fields of the wrong kind for absent', async () => {
    const record = {
      id: 7,
      title: { en: 'x' },
      text: 'Text.',
      url: 'not an address',
      language: 'martian',
      asOf: 'soon',
      page: -1,
    };
    expect((await parseNamed('a.jsonl', lines(record))).documents[0]).toMatchObject({
      documentId: '7',
      metadata: { title: 'Text.' },
    });
  });

  it('shortens the first words of a long text for a title', async () => {
    const { documents } = await parseNamed('a.jsonl', lines({ text: 'word '.repeat(100) }));
    expect(documents[0]?.metadata.title).toMatch(/^(?:word )+word…$/);
  });
});

describe('JSON', () => {
  it('makes a document of each record of a list', async () => {
    const { documents } = await parseNamed('a.json', JSON.stringify([{ id: 'a', text: 'x' }, { text: 'y' }]));
    expect(documents.map(({ documentId }) => documentId)).toEqual([
      'a',
      expect.stringMatching(/^a\.json~[0-9a-f]{12}\/2$/),
    ]);
  });

  it('makes one document of one record', async () => {
    const { documents } = await parseNamed('a.json', JSON.stringify({ title: 'T', text: 'x' }));
    expect(documents).toMatchObject([
      { documentId: expect.stringMatching(/^a\.json~[0-9a-f]{12}$/), metadata: { title: 'T' } },
    ]);
  });

  it('flattens anything else to readable rows', async () => {
    const value = {
      updated: '2026-01-31',
      place: { name: 'Bay', position: { lat: 22.3, lon: 114.2 } },
      readings: [
        { hour: 1, level: { value: 3, unit: 'm' } },
        { hour: 2, tags: ['low', 'calm'] },
      ],
      empty: [],
    };
    expect(outline(await parseNamed('tide.json', JSON.stringify(value, null, 2)))).toEqual([
      'row 1: updated: 2026-01-31',
      '# place',
      'row 1: name: Bay',
      '## place › position',
      'row 1: lat: 22.3; lon: 114.2',
      '# readings',
      'row 1: hour: 1; level.value: 3; level.unit: m',
      'row 2: hour: 2; tags: low, calm',
    ]);
  });

  it('reads a byte-order mark, and records under the wrong name', async () => {
    expect(outline(await parseNamed('a.json', '\uFEFF{"text":"x"}'))).toEqual(['x']);
    expect((await parseNamed('a.json', '{"text":"x"}\n{"text":"y"}\n')).documents).toHaveLength(2);
    expect((await parseNamed('a.jsonl', '[\n{"text":"x"},\n{"text":"y"}\n]\n')).documents).toHaveLength(2);
  });

  it('names what is wrong', async () => {
    expect(await failureCode(parseNamed('a.json', '{"text": "x"'))).toBe('knowledge.not-json');
    expect(await failureCode(parseNamed('a.json', '[]'))).toBe('knowledge.empty');
    expect(await failureCode(parseNamed('a.json', '{"a":'.repeat(100) + '1' + '}'.repeat(100)))).toBe(
      'knowledge.json-too-deep',
    );
    expect(await failureCode(parseNamed('a.json', '['.repeat(100_000) + ']'.repeat(100_000)))).toBe(
      'knowledge.json-too-deep',
    );
  });
});
