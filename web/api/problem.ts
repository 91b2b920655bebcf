/** Why something that was asked of the server did not come. A plain value: it is kept with the chat. */
export interface Problem {
  /** `network`: no answer, or one cut off; `server`: the server said no. */
  readonly kind: 'network' | 'server';
  /** The server's code, for machines and for whoever helps the user. */
  readonly code?: string;
  /** The server's sentence; English. */
  readonly detail?: string;
}

/** Carries a {@link Problem} through `throw`. */
export class RequestFailed extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.kind);
    this.name = 'RequestFailed';
    this.problem = problem;
  }
}

/** Turns whatever was thrown into a {@link Problem}; what is not ours came from the network. */
export function toProblem(error: unknown): Problem {
  return error instanceof RequestFailed ? error.problem : { kind: 'network' };
}

/**
 * Reads an `application/problem+json` body.
 *
 * @param body what was parsed; anything else than a problem gives only the status
 */
export function readProblem(body: unknown, status: number): Problem {
  const fields: Partial<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  const { code, detail, title } = fields;
  const words = [detail, title].find((text) => typeof text === 'string' && text !== '');
  return {
    kind: 'server',
    code: typeof code === 'string' ? code : String(status),
    ...(typeof words === 'string' && { detail: words }),
  };
}
