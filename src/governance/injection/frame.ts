import type { Scene, ScenePlace, Surroundings, Trace } from './scene.ts';

/** Finds the traces of one sort of instruction. */
export type Frame = (scene: Scene) => readonly Trace[];

/** One trace over the places that make it; none when it weighs nothing. */
export function trace(
  kind: Trace['kind'],
  weight: number,
  places: readonly (ScenePlace | undefined)[],
): Trace[] {
  const found = places.filter((place) => place !== undefined);
  if (weight === 0 || found.length === 0) return [];
  return [
    {
      kind,
      weight,
      start: Math.min(...found.map(({ start }) => start)),
      end: Math.max(...found.map(({ end }) => end)),
    },
  ];
}

/** Instructions of a page, a form or a doctor are not the assistant's. */
export function isForeign(scene: Scene, around: Surroundings, rules: ScenePlace): boolean {
  const from = Math.min(around.verb.start, rules.start);
  const to = Math.max(around.verb.end, rules.end);
  const owner = scene.places
    .slice(Math.max(0, around.verb.index - 16), around.verb.index + 30)
    .find(
      ({ concept, start, end, sentence }) =>
        concept === 'foreign' && sentence === around.verb.sentence && start >= from && end <= to + 50,
    );
  // "… and answer this question" begins something new.
  if (
    owner !== undefined &&
    !/\b(?:and|then|but|so)\b|[,:;。]|并|然后|跟住|再|同埋/u.test(scene.text.slice(to, owner.start))
  ) {
    return true;
  }
  return /^ of (?!your|this (?:chat|conversation|assistant|prompt)|the (?:developers?|system|operator|assistant|prompt)|openai)|^[^.!?\n]{0,12}\b(?:if (?!you (?:are an? (?:ai|llm|language)|want|wish|must|need))|unless|until you (?:have|receive)|about how|on how to|for (?:using|applying|the))|^[^。！？\n]{0,6}(?:如果|若)/u.test(
    scene.text.slice(to, to + 40),
  );
}
