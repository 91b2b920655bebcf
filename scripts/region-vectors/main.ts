// Makes the vectors that a region pack brings along: of its cards' passages and of their known
// questions, by the pinned embedding model. Run it after changing cards or questions:
// npm run region:vectors [region]
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
  writeVectorFile,
} from '../../src/knowledge/index.ts';
import {
  createLlamaEmbeddingModel,
  createLlamaRuntime,
  findPinnedModel,
  findPulledModel,
} from '../../src/models/index.ts';
import { type Region, loadRegion, passageVectorsKind } from '../../src/region/index.ts';
import { type Discriminants, discriminants } from './discriminants.ts';
import { TeacherVectors } from './teacher-vectors.ts';

const dimensions = 96;

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
const answered = region.questions.flatMap(({ card, answers }) =>
  Object.values(answers)
    .flat()
    .map((text) => ({ card, text })),
);
const questions = [
  ...answered.map(({ text }) => text),
  ...region.questions.flatMap(({ notAnswered }) => Object.values(notAnswered).flat()),
];
const [mean, ...directions] = region.vectors.questions?.matrix ?? [];
const space = onlyNew && mean !== undefined ? { mean, directions } : await findSpace();
const targets = await keepKnown(questions, region.vectors.questions, async (texts) =>
  (await teacher.embed(texts, 'query')).map((vector) => project(vector, space)),
);
await write(questionVectorsKind, dimensions, {
  vectors: nameByKey(questions, targets),
  matrix: [space.mean, ...space.directions],
});
process.exit(0);

/** The space in which questions that one card answers lie close together. */
async function findSpace(): Promise<Discriminants> {
  const vectors = await teacher.embed(
    answered.map(({ text }) => text),
    'query',
  );
  return discriminants(
    vectors,
    answered.map(({ card }) => card),
    dimensions,
  );
}

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

function project(vector: Float32Array, { mean, directions }: Discriminants): Float32Array {
  const centred = vector.map((value, at) => value - mean[at]!);
  return Float32Array.from(directions, (direction) =>
    direction.reduce((sum, value, at) => sum + value * centred[at]!, 0),
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
