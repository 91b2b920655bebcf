import { z } from 'zod';
import { inputError, setupError, upstreamError, type LionrockError } from '../base/index.ts';

/** A refusal of a model server. */
export interface Refusal {
  /** Address for messages, without a query. Absent where it is not known. */
  readonly address?: string;
  /** HTTP status; 200 for an error inside a stream. */
  readonly status: number;
  /** The body, as text or already parsed. */
  readonly body: unknown;
}

const detailsSchema = z.object({
  type: z.string().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
  message: z.string().nullish(),
});
const bodySchema = z.union([
  z.object({ error: detailsSchema }).transform(({ error }) => error),
  detailsSchema,
]);

/**
 * The typed error for a refusal of an OpenAI-compatible server. Of the server's own words only its
 * short `type` and `code` are kept: its message may repeat the prompt or a part of the key.
 *
 * @returns `models.unauthorised` (401, 403), `models.endpoint-not-found` (404), `models.rate-limited`
 *   (429), `models.prompt-too-long`, or `models.endpoint-error`; each with `data.status`.
 */
export function endpointError({ address, status, body }: Refusal): LionrockError {
  const details = parseDetails(body);
  const kind = [details.type, details.code].flatMap((word) => toLabel(word) ?? []).join(', ');
  const data = { status, ...(kind !== '' && { kind }) };
  const server = address === undefined ? 'The model endpoint' : `The model endpoint ${address}`;
  const said = `HTTP ${status}${kind === '' ? '' : `, ${kind}`}`;
  if (status === 401 || status === 403) {
    return setupError({
      code: 'models.unauthorised',
      message: `${server} refused the API key (${said}).`,
      cure: 'Check the API key and what it may use.',
      data,
    });
  }
  if (status === 404) {
    return setupError({
      code: 'models.endpoint-not-found',
      message: `${server} knows no such path or model (${said}).`,
      cure: 'Check that the base address ends like the server expects (often /v1), and the name of the model.',
      data,
    });
  }
  if (status === 429) {
    return upstreamError({
      code: 'models.rate-limited',
      message: `${server} takes no more requests for now (${said}).`,
      cure: 'Try again later, or ask for a higher limit.',
      data,
    });
  }
  if (isPromptTooLong(kind, details.message ?? '')) {
    return inputError({
      code: 'models.prompt-too-long',
      message: `The prompt is longer than the context of the model (${said}).`,
      cure: 'Shorten the question or the passages, or use a model with a longer context.',
      data,
    });
  }
  return upstreamError({
    code: 'models.endpoint-error',
    message: `${server} failed (${said}).`,
    cure: 'Look at the log of the model server for the reason.',
    data,
  });
}

function parseDetails(body: unknown): z.output<typeof detailsSchema> {
  try {
    return bodySchema.catch({}).parse(typeof body === 'string' ? JSON.parse(body) : body);
  } catch {
    return {}; // not JSON: a proxy's page, or nothing
  }
}

/** A word of the server that is an identifier and so repeats nothing of the request. */
function toLabel(word: string | number | null | undefined): string | undefined {
  const label = String(word ?? '');
  return /^[A-Za-z][\w.-]{0,59}$/.test(label) ? label : undefined;
}

function isPromptTooLong(kind: string, message: string): boolean {
  return (
    /context_length_exceeded|exceed_context_size/.test(kind) || /context (length|size|window)/i.test(message)
  );
}
