import { type LionrockError, inputError } from '../../base/index.ts';
import type { Appeal } from './spec.ts';

/** There is no appeal under that id. */
export function appealNotFound(id: string): LionrockError {
  return inputError({
    code: 'appeals.not-found',
    message: `There is no appeal ${id}.`,
    cure: '`lionrock appeals list` names those there are.',
    data: { id },
  });
}

/** There is no appeal under that ticket. The ticket is a secret: the message does not repeat it. */
export function noSuchTicket(): LionrockError {
  return inputError({
    code: 'appeals.no-such-ticket',
    message: 'There is no appeal under this ticket.',
    cure: 'Compare it with what you noted: sixteen letters and digits.',
  });
}

/** What is to be done cannot be done where the appeal stands. */
export function wrongState({ id, state }: Appeal, step: string): LionrockError {
  return inputError({
    code: 'appeals.wrong-state',
    message: `The appeal ${id} is ${state}: it cannot be ${step} now.`,
    cure: 'The order is: acknowledge, assign, decide.',
    data: { id, state, step },
  });
}

/** The reviewer answers for the rule that is under review. */
export function notIndependent(reviewer: string): LionrockError {
  return inputError({
    code: 'appeals.not-independent',
    message: `"${reviewer}" answers for the rule under review and may not review it.`,
    cure: 'Name somebody else.',
  });
}

/** Somebody else was given the review. */
export function notTheReviewer({ id, reviewer = '' }: Appeal): LionrockError {
  return inputError({
    code: 'appeals.not-the-reviewer',
    message: `The appeal ${id} was given to "${reviewer}", and only they decide it.`,
    cure: 'Give it to somebody else with `lionrock appeals assign` first.',
    data: { id },
  });
}

/** A decision without reasons. */
export function noReasons(): LionrockError {
  return inputError({
    code: 'appeals.no-reasons',
    message: 'A decision needs reasons of 1 to 4,000 characters.',
    cure: 'Write them for the person who appealed, with --reasons.',
  });
}
