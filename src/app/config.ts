import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { setupError, writeFileAtomically } from '../base/index.ts';

const port = z.coerce.number().int().min(0).max(65535);
const count = z.coerce.number().int().positive();
const address = z.url({ protocol: /^https?$/ });
const name = z.string().trim().min(1);

/** Everything that can be set: its schema, its environment variable, and what it means. */
export const settings = {
  region: {
    schema: name,
    env: 'LIONROCK_REGION',
    about: 'Id of a pack under regions/, or the path of one.',
  },
  models: {
    schema: name,
    env: 'LIONROCK_MODELS',
    about: 'Folder of local models, shared between homes.',
  },
  host: { schema: name, env: 'LIONROCK_HOST', about: 'Address the server listens on.' },
  port: { schema: port, env: 'LIONROCK_PORT', about: 'Port the server listens on.' },
  operator: {
    schema: name,
    env: 'LIONROCK_OPERATOR',
    about: 'Who runs this service; shown on the page.',
  },
  chatModel: {
    schema: name,
    env: 'LIONROCK_CHAT_MODEL',
    about: 'Local chat model: an id of `model list`, the path of a GGUF file, or `none`.',
  },
  chatUrl: {
    schema: address,
    env: 'LIONROCK_CHAT_URL',
    about: 'Base address of an OpenAI-compatible endpoint to use instead of a local chat model.',
  },
  chatName: { schema: name, env: 'LIONROCK_CHAT_NAME', about: 'Name of the model at that endpoint.' },
  chatKey: { schema: name, env: 'LIONROCK_CHAT_KEY', about: 'Key for that endpoint.', secret: true },
  chatDrafts: {
    schema: z.stringbool(),
    env: 'LIONROCK_CHAT_DRAFTS',
    about: 'Whether the model at the endpoint may draft answers freely (checked all the same).',
  },
  embeddingModel: {
    schema: name,
    env: 'LIONROCK_EMBEDDING_MODEL',
    about: 'Local embedding model: an id of `model list`, or `none`.',
  },
  embeddingUrl: {
    schema: address,
    env: 'LIONROCK_EMBEDDING_URL',
    about: 'Base address of an OpenAI-compatible endpoint to use instead of a local embedding model.',
  },
  embeddingName: {
    schema: name,
    env: 'LIONROCK_EMBEDDING_NAME',
    about: 'Name of the embedding model at that endpoint.',
  },
  embeddingDimensions: {
    schema: count,
    env: 'LIONROCK_EMBEDDING_DIMENSIONS',
    about: 'Length of the vectors of the model at that endpoint.',
  },
  embeddingKey: {
    schema: name,
    env: 'LIONROCK_EMBEDDING_KEY',
    about: 'Key for that endpoint.',
    secret: true,
  },
  threads: { schema: count, env: 'LIONROCK_THREADS', about: 'Threads of local models.' },
  uploads: {
    schema: z.enum(['private', 'off']),
    env: 'LIONROCK_UPLOADS',
    about: 'Whether people may add documents on the page; `private`: each sees only their own.',
  },
  uploadMegabytes: {
    schema: count,
    env: 'LIONROCK_UPLOAD_MEGABYTES',
    about: 'Largest upload, in megabytes.',
  },
  adminKey: {
    schema: z.string().min(16),
    env: 'LIONROCK_ADMIN_KEY',
    about: 'Key for changing shared knowledge over HTTP from another machine (16 characters or more).',
    secret: true,
  },
  logLevel: {
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']),
    env: 'LIONROCK_LOG',
    about: 'How much the server logs. Questions and answers are never logged.',
  },
} as const satisfies Record<string, Setting>;

interface Setting {
  readonly schema: z.ZodType;
  readonly env: string;
  readonly about: string;
  readonly secret?: boolean;
}

/** A name of a setting. */
export type SettingName = keyof typeof settings;

type Values = { readonly [Name in SettingName]: z.infer<(typeof settings)[Name]['schema']> };
type Required =
  | 'region'
  | 'models'
  | 'host'
  | 'port'
  | 'uploads'
  | 'uploadMegabytes'
  | 'logLevel'
  | 'embeddingModel'
  | 'chatModel';

/** The configuration: what must have a value, and what may. */
export type Config = Pick<Values, Required> &
  Partial<Omit<Values, Required>> & {
    /** Folder of this installation's own state. */
    readonly home: string;
    /** Where each value came from, for `doctor`. */
    readonly origins: Readonly<Record<string, string>>;
  };

/** Where the configuration is read from. */
export interface ConfigSources {
  /** Values given on the command line. */
  readonly options?: Readonly<Partial<Record<SettingName | 'home', unknown>>>;
  /** @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** @default process.cwd() */
  readonly workingFolder?: string;
  /** The region used when none is named. */
  readonly defaultRegion: string;
}

/**
 * Reads the whole configuration once: command line over environment over `<home>/config.json` over
 * defaults. Nothing else in the program reads the environment.
 *
 * @throws `config.invalid` naming the value, where it came from and what it may be
 */
export async function loadConfig(sources: ConfigSources): Promise<Config> {
  const environment = sources.environment ?? process.env;
  const folder = sources.workingFolder ?? process.cwd();
  const homeOption = sources.options?.home ?? environment['LIONROCK_HOME'];
  const home = resolve(
    folder,
    typeof homeOption === 'string' && homeOption !== '' ? homeOption : '.lionrock',
  );
  const file = await readConfigFile(home);
  const defaults: Partial<Record<SettingName, unknown>> = {
    region: sources.defaultRegion,
    models: join(homedir(), '.cache', 'lionrock', 'models'),
    host: '127.0.0.1',
    port: 4180,
    chatModel: 'qwen2.5-coder-1.5b-instruct',
    embeddingModel: 'multilingual-e5-small',
    uploads: 'private',
    uploadMegabytes: 50,
    logLevel: 'warn',
  };
  const values: Record<string, unknown> = {};
  const origins: Record<string, string> = {};
  for (const key of Object.keys(settings) as SettingName[]) {
    const candidates: readonly (readonly [unknown, string])[] = [
      [sources.options?.[key], 'command line'],
      [emptyAsAbsent(environment[settings[key].env]), `environment ${settings[key].env}`],
      [file[key], configFile(home)],
      [defaults[key], 'default'],
    ];
    const found = candidates.find(([value]) => value !== undefined);
    if (found === undefined) continue;
    values[key] = parseSetting(key, found[0], found[1]);
    origins[key] = found[1];
  }
  return { ...(values as unknown as Config), home, origins };
}

function emptyAsAbsent(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function parseSetting(key: SettingName, value: unknown, origin: string): unknown {
  const { schema, about, ...setting }: Setting = settings[key];
  const parsed = schema.safeParse(typeof value === 'boolean' ? String(value) : value);
  if (parsed.success) return parsed.data;
  const shown = setting.secret === true ? '' : ` "${String(value)}"`;
  throw setupError({
    code: 'config.invalid',
    message: `${key}${shown} (${origin}) is not valid: ${parsed.error.issues[0]?.message ?? ''}.`,
    cure: about,
    data: { setting: key, origin },
  });
}

function configFile(home: string): string {
  return join(home, 'config.json');
}

async function readConfigFile(home: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(configFile(home), 'utf8');
  } catch {
    return {};
  }
  const value = parseConfigText(text);
  if (value === undefined) {
    throw setupError({
      code: 'config.invalid-file',
      message: `${configFile(home)} is not a JSON object.`,
      cure: 'Correct it, or delete it to return to the defaults.',
    });
  }
  const unknown = Object.keys(value).find((key) => !(key in settings));
  if (unknown !== undefined) {
    throw setupError({
      code: 'config.unknown-setting',
      message: `${configFile(home)} sets "${unknown}", which does not exist.`,
      cure: `Known settings: ${Object.keys(settings).join(', ')}.`,
    });
  }
  return value;
}

function parseConfigText(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Writes settings into `<home>/config.json`, keeping the others; `undefined` removes one. */
export async function saveSettings(
  home: string,
  changes: Partial<Record<SettingName, unknown>>,
): Promise<void> {
  const merged: Record<string, unknown> = await readConfigFile(home);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) delete merged[key];
    else merged[key] = parseSetting(key as SettingName, value, 'command line');
  }
  await writeFileAtomically(configFile(home), `${JSON.stringify(merged, null, 2)}\n`);
}
