import type { Action, Moderator, Stage } from '../spec.ts';
import { findInjections } from './find-injections.ts';

/**
 * The action that fits an instruction at each stage. In a user's own words it is not carried out and the
 * legitimate part is served; in a text from outside its place is blacked out.
 */
export const injectionActions: Readonly<Record<Stage, Action>> = {
  input: 'allow-with-context',
  retrieval: 'redact',
  tool: 'redact',
  output: 'redact',
};

/**
 * Makes the moderator that names the places where a text gives instructions to the assistant. What
 * happens with them is the clause's action; {@link injectionActions} says which one fits.
 *
 * @param options.stage where it stands: `input` judges a user, every other stage a text from outside
 * @param options.clause id of the clause that applies
 */
export function createInjectionModerator({
  stage,
  clause,
}: {
  readonly stage: Stage;
  readonly clause: string;
}): Moderator {
  return {
    id: `injection:${clause}`,
    stage,
    moderate(text) {
      const found = findInjections(text, { from: stage === 'input' ? 'user' : 'outside' });
      return found.length === 0 ? [] : [{ clause, spans: found.map(({ start, end }) => ({ start, end })) }];
    },
  };
}
