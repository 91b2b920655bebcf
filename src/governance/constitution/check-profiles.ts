import type { ConstitutionReader } from './constitution-reader.ts';
import { placedRules } from './placed-rules.ts';
import type { WholeFiles } from './constitution-files.ts';

/** Checks that profiles change what may be changed, and that the default one can be used. */
export function checkProfiles(reader: ConstitutionReader, files: WholeFiles): void {
  const rules = new Map(placedRules(files).map(({ value }) => [value.id, value]));
  for (const { value, file, lineOf } of files.profiles) {
    if (!file.endsWith(`/${value.id}.yaml`)) {
      reader.report({
        file,
        line: lineOf(['id']),
        message: `is named otherwise than its id "${value.id}"`,
        cure: `Name the file ${value.id}.yaml.`,
      });
    }
    for (const [at, { rule: id, becomes }] of value.changes.entries()) {
      const rule = rules.get(id);
      if (rule !== undefined && rule.mayBecome.includes(becomes)) continue;
      reader.report({
        file,
        line: lineOf(['changes', at, rule === undefined ? 'rule' : 'becomes']),
        message: rule === undefined ? `there is no rule ${id}` : `${id} may not become ${becomes}`,
        cure:
          rule === undefined
            ? 'Correct the id.'
            : 'Remove the change, or let those who answer for the rule add it to its mayBecome.',
      });
    }
  }
  const { meta, profiles } = files;
  if (profiles.some(({ value }) => value.id === meta.value.defaultProfile && value.enabled)) return;
  reader.report({
    file: meta.file,
    line: meta.lineOf(['defaultProfile']),
    message: `there is no enabled profile "${meta.value.defaultProfile}"`,
    cure: 'Name one of the files of profiles/ that has enabled: true.',
  });
}
