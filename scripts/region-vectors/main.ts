// Makes the vectors that a region pack brings along: of its cards' passages and of their known
// questions, by the pinned embedding model; and of terms, fitted so that their sums come near to those
// of the questions. Run it after changing cards or questions: npm run region:vectors [region]
// With --new only what has no vector yet is embedded, and the space of the known questions stays.
import { join } from 'node:path';
import { loadConfig } from '../../src/app/config.ts';
import { readDefaultRegion, resolveRegion } from '../../src/app/region-folders.ts';
import { isoDate, writeFileAtomically } from '../../src/base/index.ts';
import {
  type VectorFile,
  type VectorFileHeader,
  factCardDocuments,
  passageEmbeddingText,
  questionKey,
  questionVectorsKind,
  readQuestionFeatures,
  termVectorsKind,
  writeVectorFile,
} from '../../src/knowledge/index.ts';
import { createLexicon, createSegmenter } from '../../src/language/index.ts';
import {
  createLlamaEmbeddingModel,
  createLlamaRuntime,
  findPinnedModel,
  findPulledModel,
} from '../../src/models/index.ts';
import { type Region, loadRegion, passageVectorsKind } from '../../src/region/index.ts';
import { fitTermVectors } from './fit-term-vectors.ts';
import { type PrincipalComponents, principalComponents } from './principal-components.ts';
import { TeacherVectors } from './teacher-vectors.ts';

const dimensions = 64;

const config = await loadConfig({ defaultRegion: await readDefaultRegion() });
const onlyNew = process.argv.includes('--new');
const named = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const folder = await resolveRegion(named ?? config.region);
const region = await loadRegion(folder, isoDate(new Date(), 'UTC'));
const { teacher, header } = await openTeacher(region);

console.log('Passages');
const documents = region.cards.flatMap(({ value, file }) => factCardDocuments(value, file));
const passages = documents.map(passageText);
await write(passageVectorsKind, header.teacherDimensions, {
  vectors: nameByKey(passages, await keepKnown(passages, region.vectors.passages, embedPassage)),
});

console.log('Known questions');
const questions = region.questions.flatMap((card) =>
  [card.answers, card.notAnswered].flatMap((group) => Object.values(group).flat()),
);
const [mean, ...components] = region.vectors.questions?.matrix ?? [];
const knownSpace = onlyNew && mean !== undefined ? { mean, components } : undefined;
const space = knownSpace ?? principalComponents(await teacher.embed(questions, 'query'), dimensions);
const targets = await keepKnown(questions, region.vectors.questions, async (texts) =>
  (await teacher.embed(texts, 'query')).map((vector) => project(vector, space)),
);
await write(questionVectorsKind, dimensions, {
  vectors: nameByKey(questions, targets),
  matrix: [space.mean, ...space.components],
});

console.log('Terms');
const lexicon = createLexicon(region.lexicon);
const segmenter = createSegmenter({
  words: region.lexicon.flatMap((entry) => Object.values(entry.forms).flat()),
});
const terms = fitTermVectors(
  questions.map((text, at) => ({
    features: readQuestionFeatures(text, { segmenter, lexicon }),
    target: targets[at]!,
  })),
  { minimumTexts: 2, ridge: 3 },
);
await write(termVectorsKind, dimensions, { vectors: terms });
process.exit(0);

async function openTeacher({ id }: Region) {
  const name = config.embeddingModel;
  const pinned = findPinnedModel(name);
  const pulled = await findPulledModel(name, { directory: config.models });
  if (pulled === undefined || pinned.kind !== 'embedding')
    throw new Error(`Run: lionrock model pull ${name}`);
  const runtime = createLlamaRuntime({ ...(config.threads !== undefined && { threads: config.threads }) });
  const model = createLlamaEmbeddingModel({ ...pinned, path: pulled.path, runtime });
  const teacher = new TeacherVectors(
    model,
    join(config.home, 'teacher-vectors', `${pulled.sha256.slice(0, 8)}.bin`),
  );
  await teacher.load();
  return {
    teacher,
    header: {
      region: id,
      teacher: { id: name, sha256: pulled.sha256, licence: pulled.licence.name },
      teacherDimensions: model.dimensions,
    },
  };
}

function embedPassage(texts: readonly string[]): Promise<Float32Array[]> {
  return teacher.embed(texts, 'passage');
}

/** The vectors of texts, in order; with --new, those of the file of vectors where it has them. */
async function keepKnown(
  texts: readonly string[],
  file: VectorFile | undefined,
  embed: (texts: readonly string[]) => Promise<Float32Array[]>,
): Promise<Float32Array[]> {
  const known = texts.map((text) => (onlyNew ? file?.vector(questionKey(text)) : undefined));
  const fresh = await embed(texts.filter((_, at) => known[at] === undefined));
  return known.map((vector) => vector ?? fresh.shift()!);
}

function passageText(document: (typeof documents)[number]): string {
  const [block] = document.blocks as Iterable<{ text: string }>;
  return passageEmbeddingText({ title: document.metadata.title, locator: {}, text: block!.text });
}

function nameByKey(texts: readonly string[], vectors: readonly Float32Array[]): Map<string, Float32Array> {
  return new Map(texts.map((text, at) => [questionKey(text), vectors[at]!]));
}

function project(vector: Float32Array, { mean, components }: PrincipalComponents): Float32Array {
  const centred = vector.map((value, at) => value - mean[at]!);
  return Float32Array.from(components, (component) =>
    component.reduce((sum, value, at) => sum + value * centred[at]!, 0),
  );
}

async function write(
  kind: string,
  width: number,
  content: { vectors: Map<string, Float32Array>; matrix?: readonly Float32Array[] },
): Promise<void> {
  const fileHeader: VectorFileHeader = {
    kind,
    schema: 1,
    region: header.region,
    createdAt: new Date().toISOString().slice(0, 10),
    teacher: header.teacher,
    dimensions: width,
    note: 'Made by `npm run region:vectors` from the texts of this pack alone.',
  };
  const bytes = writeVectorFile({
    header: fileHeader,
    vectors: content.vectors,
    matrix: content.matrix ?? [],
  });
  await writeFileAtomically(join(folder, 'vectors', `${kind}.bin`), bytes);
  console.log(`  ${kind}: ${content.vectors.size} vectors of ${width}, ${bytes.length} bytes`);
}
