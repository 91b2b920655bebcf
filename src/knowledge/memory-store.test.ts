import { createMemoryStore } from './memory-store.ts';
import { describePassageStore } from './testing/passage-store-conformance.ts';

describePassageStore('the memory store', () => Promise.resolve(createMemoryStore()));
