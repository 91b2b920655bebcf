export { createFeedbackStore, type FeedbackStoreOptions } from './feedback-store.ts';
export { openLanceStore } from './lance-passage-store.ts';
