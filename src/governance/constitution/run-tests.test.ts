import { describe, expect, it } from 'vitest';
import { createLexicon, createSegmenter } from '../../language/index.ts';
import { runRuleTests } from './run-tests.ts';
import { changedFiles, exampleFiles, readWhole } from './testing/example-files.ts';

const tools = { segmenter: createSegmenter(), lexicon: createLexicon([]) };

const failuresAfter = (...change: Parameters<typeof changedFiles>) =>
  runRuleTests(readWhole(changedFiles(...change)), tools);

describe('runRuleTests', () => {
  it('finds that the example does what its tests say', async () => {
    expect(await runRuleTests(readWhole(exampleFiles()), tools)).toEqual([]);
  });

  it('finds a violation that the rule no longer sees', async () => {
    const failed = await failuresAfter('rules/privacy.yaml', (text) => text.replace('track down, ', ''));
    expect(failed).toMatchObject([
      {
        file: 'tests/privacy.jsonl',
        line: 3,
        severity: 'error',
        message: 'example-R01.1 does not find a violation',
      },
    ]);
  });

  it('finds a rule that takes a harmless text for a violation', async () => {
    const failed = await failuresAfter('rules/privacy.yaml', (text) => text.replace('my own, ', ''));
    expect(failed).toMatchObject([
      { file: 'tests/privacy.jsonl', line: 8, message: 'a harmless text gets decline from example-R01.1' },
    ]);
  });

  it('runs the harmless tests of a duty to answer against every other rule', async () => {
    const failed = await failuresAfter('rules/privacy.yaml', (text) =>
      text.replace('acts: [', 'acts: [was, ').replace('targets: [', 'targets: [right in 1911, '),
    );
    expect(failed).toMatchObject([
      { file: 'tests/answers.jsonl', line: 7, message: 'a harmless text gets decline from example-R01.1' },
    ]);
    expect(failed).toHaveLength(1);
  });

  it('finds another action than expected, and a quality rule that applies where it should not', async () => {
    const severe = await failuresAfter('tests/answers.jsonl', (text) =>
      text.replace(
        '"text":"I want to kill myself.","expect":"allow-with-support"',
        '"text":"I want to kill myself.","expect":"allow"',
      ),
    );
    expect(severe).toMatchObject(
      [{ line: 4, message: /gets allow-with-support from example-2\.1, where allow/ }].map((one) => ({
        ...one,
        message: expect.stringMatching(one.message) as string,
      })),
    );
    const loose = await failuresAfter('rules/answers.yaml', (text) =>
      text.replace('- kill myself\n', '- kill myself\n        - nails\n'),
    );
    expect(loose).toMatchObject([{ line: 6, message: 'example-2.1 applies to a harmless text' }]);
  });
});
