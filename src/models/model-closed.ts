import { inputError, type LionrockError } from '../base/index.ts';

/** The error for a model that is used after it was closed. */
export function modelClosed(id: string): LionrockError {
  return inputError({
    code: 'models.closed',
    message: `The model ${id} has been closed.`,
    cure: 'Make it anew before using it.',
    data: { id },
  });
}
