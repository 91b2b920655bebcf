import { z } from '@hono/zod-openapi';

/** A variety that answers are written in. */
export const varietySchema = z.enum(['en', 'zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans']);

/** Where in the flow a text is judged. */
export const stageSchema = z.enum(['input', 'retrieval', 'tool', 'output']);

/** What governance does with a text. */
export const actionSchema = z.enum([
  'allow',
  'allow-with-context',
  'allow-with-support',
  'clarify',
  'redact',
  'partial',
  'decline',
  'handoff',
  'unverified',
]);
