import { createPhraseList, foldWithPlaces } from '../match-phrases.ts';
import type { ConstitutionReader } from './constitution-reader.ts';
import { placedRules } from './placed-rules.ts';
import type { WholeFiles } from './constitution-files.ts';
import type { Rule } from './schema-rules.ts';

/** Reports triggers that hold a name of a person, party, organisation or place. */
export function checkNames(reader: ConstitutionReader, files: WholeFiles, places: readonly string[]): void {
  const { people, parties, organisations, places: ownPlaces } = files.names.value;
  // A name of one character is part of too many words.
  const names = [...people, ...parties, ...organisations, ...ownPlaces, ...places].filter(
    (name) => name.trim().length > 1,
  );
  const list = createPhraseList(names);
  for (const rule of placedRules(files)) {
    const texts = triggerTexts(rule.value);
    // Nearly no trigger holds a name: all its texts are looked through at once.
    if (list.find(foldWithPlaces(texts.map(({ text }) => text).join('\n'))).length === 0) continue;
    for (const { text, path } of texts) {
      const [found] = list.find(foldWithPlaces(text));
      if (found === undefined) continue;
      reader.report({
        file: rule.file,
        line: rule.lineOf(path),
        message: `${rule.value.id}: the name "${text.slice(found.start, found.end)}" stands in its trigger`,
        cure: 'Describe the act and the kind of target; naming someone is never a reason to withhold.',
      });
    }
  }
}

interface TriggerText {
  readonly text: string;
  readonly path: readonly PropertyKey[];
}

/** Every text that decides whether a rule applies. */
function triggerTexts({ trigger, check }: Rule): TriggerText[] {
  const lists: [readonly string[], readonly PropertyKey[]][] = [
    [trigger.target === undefined ? [] : [trigger.target], ['trigger', 'target']],
    [trigger.evidence ?? [], ['trigger', 'evidence']],
  ];
  if (check.by === 'phrases') lists.push([check.phrases, ['check', 'phrases']]);
  if (check.by === 'cues') {
    lists.push([check.acts, ['check', 'acts']], [check.targets, ['check', 'targets']]);
  }
  return lists.flatMap(([texts, path]) =>
    texts.map((text, at) => ({ text, path: path[1] === 'target' ? path : [...path, at] })),
  );
}
