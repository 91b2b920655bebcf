import { reportError } from '../base/index.ts';
import {
  type CardQuestions,
  type VectorFile,
  questionKey,
  questionVectorsKind,
  readVectorFile,
} from '../knowledge/index.ts';
import type { PackReader } from './pack-reader.ts';

/** Kind of the file that holds the vectors of the cards' passages. */
export const passageVectorsKind = 'passage-vectors';

/** Vectors that a pack may bring along; all are made from its texts by `npm run region:vectors`. */
export interface RegionVectors {
  readonly questions: VectorFile | undefined;
  readonly passages: VectorFile | undefined;
}

/** Reads a pack's vectors and warns when its questions have changed since they were made. */
export async function readVectors(
  reader: PackReader,
  questions: readonly CardQuestions[],
): Promise<RegionVectors> {
  const vectors: RegionVectors = {
    questions: await readOne(reader, questionVectorsKind),
    passages: await readOne(reader, passageVectorsKind),
  };
  const texts = questions.flatMap((card) =>
    [card.answers, card.notAnswered].flatMap((group) => Object.values(group).flat()),
  );
  const missing = texts.filter((text) => vectors.questions?.vector(questionKey(text)) === undefined).length;
  if (vectors.questions !== undefined && missing > 0) {
    reader.report({
      file: `vectors/${questionVectorsKind}.bin`,
      severity: 'warning',
      message: `${missing} of ${texts.length} known questions have no vector yet`,
      cure: 'Run `npm run region:vectors`; until then they are compared by their words alone.',
    });
  }
  return vectors;
}

async function readOne(reader: PackReader, kind: string): Promise<VectorFile | undefined> {
  const file = `vectors/${kind}.bin`;
  const content = await reader.bytes(file);
  if (content === undefined) return undefined;
  try {
    return readVectorFile(content, kind);
  } catch (error) {
    reader.report({
      file,
      message: reportError(error).message,
      cure: 'Or delete it: the pack works without.',
    });
    return undefined;
  }
}
