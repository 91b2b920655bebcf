import type { Answer, Citation } from '../agent/index.ts';
import type { ResponseCitation, Subject, SubjectResponse } from '../evaluation/index.ts';
import { askOnce } from './ask.ts';
import { regionCollection } from './collections.ts';
import type { Workspace } from './workspace.ts';

/**
 * The whole assistant as something to examine: it answers from the region pack's own knowledge, and
 * each question by itself.
 */
export function createAssistantSubject(workspace: Workspace): Subject {
  const chat = workspace.models.chat();
  const modes = { none: 'extractive', small: 'polished', large: 'drafted' } as const;
  const size = chat === undefined ? 'none' : chat.capabilities.drafts ? 'large' : 'small';
  return {
    id: 'assistant',
    models: { chat: chat?.id ?? null, embedding: workspace.models.embedding()?.id ?? null },
    mode: modes[size],
    async respond({ question, history }, _itemId, signal) {
      const answer = await askOnce(workspace, {
        text: question,
        // Given even when empty, and without a session: nothing is remembered from item to item.
        history: history.map((earlier) => ({ question: earlier })),
        collections: [regionCollection],
        ...(signal !== undefined && { signal }),
      });
      return toResponse(workspace, answer);
    },
  };
}

async function toResponse(workspace: Workspace, answer: Answer): Promise<SubjectResponse> {
  const { text, variety, outcome, model, mode, sentences } = answer;
  // The titles of the nearest sources are their publishers' words.
  const own = sentences.filter(({ kind }) => kind !== 'quotation' && kind !== 'nearest');
  return {
    text,
    variety,
    sentences: sentences.map(({ text: words, kind, citations }) => ({
      text: words,
      kind: kind === 'nearest' ? 'notice' : kind,
      citations,
    })),
    ownText: own.map((sentence) => sentence.text).join('\n'),
    citations: await Promise.all(answer.citations.map((citation) => withPassage(workspace, citation))),
    admittedIgnorance: outcome === 'not-found' || outcome === 'needs-live-data',
    model,
    mode,
  };
}

async function withPassage({ store }: Workspace, citation: Citation): Promise<ResponseCitation> {
  const { n, documentId, collection, passageId } = citation;
  const passage = await store.getPassage(collection, passageId);
  return { n, documentId, passage: passage?.text ?? '' };
}
