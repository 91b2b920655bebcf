import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ErrorCategory, LionrockError, inputError, setupError, toLionrockError } from '../base/index.ts';

/** What a client is told of an error. */
export interface Failure {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly message: string;
  /** The field of the request that is wrong, when one is. */
  readonly param?: string;
  /** Seconds after which another try makes sense. */
  readonly retryAfter?: number;
}

const statusOfCategory: Record<ErrorCategory, ContentfulStatusCode> = {
  input: 400,
  setup: 503,
  upstream: 502,
  internal: 500,
};

/** Codes whose status is not that of their category. */
const statusOfCode: Partial<Record<string, ContentfulStatusCode>> = {
  'appeals.no-such-ticket': 404,
  'knowledge.not-found': 404,
  'knowledge.region-read-only': 403,
  'server.body-too-large': 413,
  'server.foreign-host': 403,
  'server.foreign-origin': 403,
  'server.not-found': 404,
  'server.not-permitted': 403,
  'server.too-many-requests': 429,
  'server.unsupported-media-type': 415,
  'server.upload-too-large': 413,
  'server.uploads-off': 403,
};

/** Tells what a client may know of any thrown value: of a defect of ours, nothing but that it is one. */
export function readFailure(error: unknown): Failure {
  const known = toServerError(error);
  const internal = known.category === 'internal';
  const { param, retryAfter } = known.data;
  return {
    status: statusOfCode[known.code] ?? statusOfCategory[known.category],
    code: known.code,
    message: internal ? 'The server failed. Its log tells where.' : known.message,
    ...(typeof param === 'string' && { param }),
    ...(known.code === 'server.busy' && { retryAfter: 5 }),
    ...(typeof retryAfter === 'number' && { retryAfter }),
  };
}

/** Turns any value thrown while a request is served into one of our errors. */
export function toServerError(error: unknown): LionrockError {
  if (LionrockError.isInstance(error)) return error;
  if (error instanceof HTTPException) return fromHttpException(error);
  if (error instanceof Error && error.name === 'AbortError') return stopped();
  const known = toLionrockError(error);
  // A file that is missing or forbidden on the server is no fault of the client.
  return known.category === 'input'
    ? new LionrockError({
        code: 'internal.unexpected',
        category: 'internal',
        message: known.code,
        cause: error,
      })
    : known;
}

/** The request names something that does not exist. */
export function notFound(what: string): LionrockError {
  return inputError({
    code: 'server.not-found',
    message: `There is no such ${what}.`,
    cure: 'GET /api/openapi.json lists what there is.',
  });
}

/** The request's body is larger than the limit in bytes. */
export function bodyTooLarge(limit: number): LionrockError {
  return inputError({
    code: 'server.body-too-large',
    message: `The body of the request is larger than ${limit} bytes.`,
    cure: 'Send less.',
    data: { limit },
  });
}

/** A request that does not have the shape it must have; `param` is the path of the field. */
export function invalidRequest(message: string, param?: string): LionrockError {
  return inputError({
    code: 'server.invalid-request',
    message,
    cure: 'GET /api/openapi.json describes what is expected.',
    data: param === undefined ? {} : { param },
  });
}

/** The media type of the request's body is not one that is read here. */
export function unsupportedMediaType(wanted: string): LionrockError {
  return inputError({
    code: 'server.unsupported-media-type',
    message: 'The body of the request is of another type than this address reads.',
    cure: `Send it with the header \`content-type: ${wanted}\`.`,
  });
}

/** Hono's own refusals: broken JSON and bodies of an undeclared type. */
function fromHttpException({ status }: HTTPException): LionrockError {
  if (status === 415) return unsupportedMediaType('application/json');
  return invalidRequest('The body of the request cannot be read.');
}

/** The client has gone, or the server closes. */
export function stopped(): LionrockError {
  return setupError({
    code: 'server.stopped',
    message: 'The work on this request was stopped before it was done.',
    cure: 'Ask again.',
  });
}
