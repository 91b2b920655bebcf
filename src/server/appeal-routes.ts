import { createRoute, z } from '@hono/zod-openapi';
import { type AppealView, findAppealByTicket, otherBodies, submitAppeal } from '../app/index.ts';
import {
  type AppealBody,
  type AppealStatus,
  appealReceiptSchema,
  appealRequestSchema,
  appealStatusSchema,
} from './appeal-schema.ts';
import { limitCallers, nameCaller } from './limit-callers.ts';
import { varietySchema } from './schema-parts.ts';
import { problems } from './send-problem.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp } from './server-env.ts';

const submitRoute = createRoute({
  method: 'post',
  path: '/api/appeals',
  summary: 'Ask for a review of a decision; the ticket in the answer is the only key to it',
  request: { body: { required: true, content: { 'application/json': { schema: appealRequestSchema } } } },
  responses: {
    201: {
      description: 'Received.',
      content: { 'application/json': { schema: appealReceiptSchema } },
    },
    ...problems(400, 403, 413, 415, 429, 503),
  },
});

const lookUpRoute = createRoute({
  method: 'get',
  path: '/api/appeals/{ticket}',
  summary: 'Where the appeal of a ticket stands, and the reasons once they are there',
  request: {
    params: z.object({ ticket: z.string().max(100) }),
    query: z.object({ variety: varietySchema.optional() }),
  },
  responses: {
    200: { description: 'The appeal', content: { 'application/json': { schema: appealStatusSchema } } },
    ...problems(400, 403, 404, 429, 503),
  },
});

/** Enough for a whole office behind one address, and too few to fill a disk. */
const submitLimits = { burst: 10, secondsEach: 300 };

/** Tickets cannot be guessed at any speed; this keeps lookups from being a load. */
const lookUpLimits = { burst: 30, secondsEach: 5 };

/**
 * Adds `POST /api/appeals` and `GET /api/appeals/{ticket}`. What the operator does has no route: whoever reads what
 * people wrote, or decides, sits at the machine (`lionrock appeals`).
 */
export function addAppealRoutes(app: ServerApp, { workspace, metrics }: ServerContext): void {
  const submitLimit = limitCallers(submitLimits);
  const lookUpLimit = limitCallers(lookUpLimits);
  app.openapi(submitRoute, async (c) => {
    submitLimit(nameCaller(c));
    const body = c.req.valid('json');
    const { ticket, appeal, receivedOn } = await submitAppeal(workspace, toSubmission(body));
    metrics.countAppeal(body.decision.action);
    const { acknowledgeBy, decideBy } = appeal.received;
    const others = [...otherBodies(workspace, body.variety)];
    return c.json({ ticket, state: 'received' as const, receivedOn, acknowledgeBy, decideBy, others }, 201);
  });
  app.openapi(lookUpRoute, async (c) => {
    lookUpLimit(nameCaller(c));
    const found = await findAppealByTicket(workspace, c.req.valid('param').ticket);
    const variety = c.req.valid('query').variety ?? found.appeal.received.variety;
    return c.json({ ...toStatus(found), others: [...otherBodies(workspace, variety)] }, 200);
  });
}

/** Absent stays absent: the store writes what it is given. */
function toSubmission({ text, question, decision, bundleHash, variety }: AppealBody) {
  const { id, stage, action, clauses } = decision;
  return {
    text,
    ...(question !== undefined && { question }),
    decision: { ...(id !== undefined && { id }), stage, action, clauses },
    ...(bundleHash !== undefined && { bundleHash }),
    variety,
  };
}

/** What the holder of a ticket may know. Reasons that were not sent yet are not theirs. */
function toStatus({ appeal, ...days }: AppealView): Omit<AppealStatus, 'others'> {
  const { state, outcome, reasons, received, expiredAt } = appeal;
  const { overdue, ...dates } = days;
  return {
    state,
    ...(outcome !== undefined && { outcome }),
    ...dates,
    acknowledgeBy: received.acknowledgeBy,
    decideBy: received.decideBy,
    ...(state === 'reasons-sent' && reasons !== undefined && { reasons }),
    overdue: [...overdue],
    clauses: received.decision.clauses,
    textRemoved: expiredAt !== undefined,
  };
}
