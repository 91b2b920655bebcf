import { beforeEach, describe, expect, it } from 'vitest';
import type { AppealStore } from '../spec.ts';
import { makeReceived, makeSteps } from './make-appeal.ts';

/** What every store of appeals must do. */
export function describeAppealStore(name: string, open: () => Promise<AppealStore> | AppealStore): void {
  describe(`${name}, as a store of appeals`, () => {
    let store: AppealStore;
    beforeEach(async () => {
      store = await open();
    });
    const { acknowledged, assigned, decided, sent } = makeSteps();

    it('is empty at first', async () => {
      expect(await store.list()).toEqual([]);
    });

    it('keeps what was received, oldest first, also when many come at once', async () => {
      const ids = Array.from({ length: 12 }, (_, at) => at.toString(16).padStart(12, '0'));
      const kept = await Promise.all(
        ids.map((id) => store.receive(makeReceived({ id, text: `about ${id}` }))),
      );
      expect(kept.map(({ id, state }) => [id, state])).toEqual(ids.map((id) => [id, 'received']));
      const listed = await store.list();
      expect(listed.map(({ received }) => received.text)).toEqual(ids.map((id) => `about ${id}`));
    });

    it('lets things happen in order and gives the appeal as it then stands', async () => {
      const received = makeReceived();
      await store.receive(received);
      await store.change(received.id, () => [acknowledged]);
      await store.change(received.id, () => [assigned]);
      const changed = await store.change(received.id, () => [decided, sent]);
      expect(changed).toMatchObject({
        state: 'reasons-sent',
        outcome: 'overturned',
        reviewer: 'Review panel',
        reasons: decided.reasons,
      });
      expect(await store.list()).toEqual([changed]);
    });

    it('keeps nothing of a step that is not allowed, not even its first half', async () => {
      const received = makeReceived();
      await store.receive(received);
      await expect(store.change(received.id, () => [acknowledged, decided])).rejects.toMatchObject({
        code: 'appeals.wrong-state',
      });
      await expect(
        store.change(received.id, () => {
          throw new RangeError('no');
        }),
      ).rejects.toThrow(RangeError);
      expect((await store.list()).map(({ state }) => state)).toEqual(['received']);
      expect((await store.change(received.id, () => [acknowledged])).state).toBe('acknowledged');
    });

    it('takes a step once when two try at the same time', async () => {
      const received = makeReceived();
      await store.receive(received);
      const tries = await Promise.allSettled(
        [1, 2, 3].map(() => store.change(received.id, () => [acknowledged])),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await store.list())[0]?.events).toHaveLength(2);
    });

    it('says when there is no such appeal', async () => {
      await expect(store.change('ffffffffffff', () => [])).rejects.toMatchObject({
        code: 'appeals.not-found',
      });
    });

    it('removes texts whose time is over once, and keeps what happened', async () => {
      const old = makeReceived({ question: 'What was asked?' });
      const young = makeReceived({ id: 'aaaaaaaaaaaa', at: '2028-01-01T00:00:00.000Z' });
      await store.receive(old);
      await store.change(old.id, () => [acknowledged]);
      await store.receive(young);
      await store.change(old.id, () => [assigned]);
      await store.change(old.id, () => [decided, sent]);
      const isOver = ({ received }: { received: { at: string } }) => received.at < '2027';
      expect(await store.expire(isOver, '2028-05-02T00:00:00.000Z')).toEqual([old.id]);
      expect(await store.expire(isOver, '2028-05-03T00:00:00.000Z')).toEqual([]);
      const [first, second] = await store.list();
      expect(first).toMatchObject({
        state: 'reasons-sent',
        outcome: 'overturned',
        expiredAt: '2028-05-02T00:00:00.000Z',
      });
      expect(JSON.stringify(first)).not.toMatch(/harmless|asked|does not cover/);
      expect(first?.events.map(({ kind }) => kind)).toEqual([
        'received',
        'acknowledged',
        'assigned',
        'decided',
        'reasons-sent',
        'expired',
      ]);
      expect(second?.received.text).toBe(young.text);
    });
  });
}
