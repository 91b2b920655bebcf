import { appealNotFound } from '../appeal-errors.ts';
import { beginAppeal, takeStep } from '../progress.ts';
import type { Appeal, AppealStore } from '../spec.ts';

/** Keeps appeals in memory, for tests. */
export function createMemoryAppealStore(): AppealStore {
  const appeals = new Map<string, Appeal>();
  const keep = (appeal: Appeal): Appeal => {
    appeals.set(appeal.id, appeal);
    return appeal;
  };
  return {
    async receive(event) {
      return keep(beginAppeal(event));
    },
    async list() {
      return [...appeals.values()];
    },
    async change(id, next) {
      const appeal = appeals.get(id);
      if (appeal === undefined) throw appealNotFound(id);
      return keep(next(appeal).reduce(takeStep, appeal));
    },
    async expire(isOver, at) {
      const over = [...appeals.values()].filter((appeal) => appeal.expiredAt === undefined && isOver(appeal));
      for (const appeal of over) keep(takeStep(appeal, { kind: 'expired', id: appeal.id, at }));
      return over.map(({ id }) => id);
    },
  };
}
