import { describe, expect, it } from 'vitest';
import type { StatusView } from '../../src/server/api-schema.ts';
import { sayIn } from '../language/words.ts';
import { modelText } from './model-text.ts';

const say = sayIn({
  modelNone: 'No model',
  modelReady: 'Model {model}',
  modelDownloading: '{percent}%',
  working: 'Working…',
  sources: 'Sources',
});

function text(chat: StatusView['chat'], embedded = 2000): readonly string[] {
  const status: StatusView = {
    version: '1.0.0',
    chat,
    embedding: { id: 'e', state: 'ready' },
    knowledge: { documents: 1, passages: 2000, embedded },
  };
  return modelText(status, say, 'en');
}

describe('modelText', () => {
  it('names the model that is ready or about to be', () => {
    expect(text({ id: 'm', state: 'ready' })).toEqual(['Model m']);
    expect(text({ id: 'm', state: 'loading' })).toEqual(['Model m · Working…']);
  });

  it('never rounds a download up to 100 %', () => {
    expect(text({ id: 'm', state: 'downloading', done: 999, total: 1000 })).toEqual(['99%']);
    expect(text({ id: 'm', state: 'downloading' })).toEqual(['0%']);
  });

  it.each(['none', 'missing', 'failed'] as const)('says that there is none when it is %s', (state) => {
    expect(text({ id: 'm', state })).toEqual(['No model']);
  });

  it('tells how far the passages are', () => {
    expect(text({ id: 'm', state: 'ready' }, 1210)).toEqual(['Model m', 'Sources 1,210 / 2,000 · Working…']);
  });
});
