import { describe, expect, it } from 'vitest';
import { createLexicon, createSegmenter } from '../../language/index.ts';
import { compileConstitution } from './compile.ts';
import { diffBundles } from './diff-bundles.ts';
import { replayDecisions } from './replay-decisions.ts';
import { changedFiles, exampleFiles, readWhole } from './testing/example-files.ts';

const plain = compileConstitution(readWhole(exampleFiles()));
const compile = (...change: Parameters<typeof changedFiles>) =>
  compileConstitution(readWhole(changedFiles(...change)));
const tools = { segmenter: createSegmenter(), lexicon: createLexicon([]) };

describe('diffBundles', () => {
  it('finds nothing between a constitution and itself', () => {
    expect(diffBundles(plain, plain).changes).toEqual([]);
  });

  it('names what was added, removed and changed, and how', () => {
    const files = changedFiles('rules/answers.yaml', (text) =>
      text.replace('severity: 0', 'severity: 1').replace('id: example-N03.1', 'id: example-N03.2'),
    );
    const tests = files.get('tests/answers.jsonl') ?? '';
    files.set('tests/answers.jsonl', tests.replaceAll('example-N03.1', 'example-N03.2'));
    const next = compileConstitution(readWhole(files));
    expect(diffBundles(plain, next).changes.filter(({ part }) => part === 'rules')).toEqual([
      { part: 'rules', id: 'example-1.1', kind: 'changed', fields: [{ path: 'severity', from: 0, to: 1 }] },
      { part: 'rules', id: 'example-N03.1', kind: 'removed', fields: [] },
      { part: 'rules', id: 'example-N03.2', kind: 'added', fields: [] },
    ]);
  });

  it('follows a rule under its new id, by its alias', () => {
    const files = changedFiles('rules/answers.yaml', (text) =>
      text.replace('id: example-1.1', 'id: example-I01.1\n    aliases: [example-1.1]'),
    );
    const tests = files.get('tests/answers.jsonl') ?? '';
    files.set('tests/answers.jsonl', tests.replaceAll('"example-1.1"', '"example-I01.1"'));
    const next = compileConstitution(readWhole(files));
    const [change] = diffBundles(plain, next).changes;
    expect(change).toMatchObject({ part: 'rules', id: 'example-1.1', kind: 'changed' });
    expect(change?.fields).toContainEqual({ path: 'id', from: 'example-1.1', to: 'example-I01.1' });
  });

  it('sees changes in every part', () => {
    const changes = [
      ['sources.yaml', 'in-force', 'repealed', 'sources'],
      ['notices.yaml', '555 0112', '555 0113', 'notices'],
      ['principles.yaml', 'Firm on facts', 'Facts', 'principles'],
      ['taxonomy.yaml', 'severity: 3', 'severity: 2', 'categories'],
      ['retention.yaml', 'maxDays: 0', 'maxDays: 9', 'retention'],
      ['terms.yaml', 'blockade', 'closure', 'terms'],
      ['rubric.yaml', 'Directness', 'Plainness', 'rubric'],
      ['modes.yaml', 'passed on', 'sent on', 'modes'],
      ['meta.yaml', '1.0.0', '1.0.1', 'meta'],
    ] as const;
    for (const [file, from, to, part] of changes) {
      const next = compile(file, (text) => text.replace(from, to));
      expect(diffBundles(plain, next).changes.map((change) => change.part)).toEqual([part]);
    }
  });
});

describe('replayDecisions', () => {
  it('tells which decisions would change, and no others', async () => {
    const to = compile('rules/privacy.yaml', (text) => text.replace('track down, ', ''));
    const records = [
      { id: 'a', stage: 'input' as const, text: 'Track down where she lives.' },
      { text: 'Track down where she lives.', stage: 'output' as const },
      { rule: 'example-R01.1', text: 'Find out where she lives.' },
      { text: 'I want to die' },
    ];
    expect(await replayDecisions({ from: plain, to }, records, tools)).toEqual({
      texts: 4,
      changed: [
        {
          number: 1,
          record: records[0],
          from: { action: 'decline', clauses: ['example-R01.1'] },
          to: { action: 'allow', clauses: [] },
        },
      ],
    });
  });
});
