import { STATUS_CODES } from 'node:http';
import { problemSchema } from './api-schema.ts';
import { openAiErrorSchema } from './openai-schema.ts';
import { readFailure } from './read-failure.ts';

/**
 * Answers a request with what went wrong: as problem details, and below `/v1` in OpenAI's shape.
 *
 * @param path the path of the request
 */
export function sendProblem(error: unknown, path: string): Response {
  const { status, code, message, param, retryAfter } = readFailure(error);
  const openAi = path === '/v1' || path.startsWith('/v1/');
  const body = openAi
    ? {
        error: {
          message,
          type: status < 500 ? 'invalid_request_error' : 'server_error',
          param: param ?? null,
          code,
        },
      }
    : { type: 'about:blank', title: STATUS_CODES[status] ?? '', status, code, detail: message };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': openAi ? 'application/json' : 'application/problem+json',
      'cache-control': 'no-store',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
  });
}

/** Describes error responses for the OpenAPI document. */
export function problems<const Status extends number>(...statuses: readonly Status[]) {
  return describe(statuses, { 'application/problem+json': { schema: problemSchema } });
}

/** Describes error responses in OpenAI's shape. */
export function openAiProblems<const Status extends number>(...statuses: readonly Status[]) {
  return describe(statuses, { 'application/json': { schema: openAiErrorSchema } });
}

function describe<Status extends number, Content>(statuses: readonly Status[], content: Content) {
  const entries = statuses.map(
    (status) => [status, { description: STATUS_CODES[status] ?? '', content }] as const,
  );
  // Object.fromEntries forgets which keys there are.
  return Object.fromEntries(entries) as Record<Status, { description: string; content: Content }>;
}
