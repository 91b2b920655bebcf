/**
 * The house's walls: which rooms a room may import, lowest first. A room's files see another room only
 * through its doors, `index.ts` and `spec.ts`.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  statistics: ['base'],
  language: ['base'],
  models: ['base'],
  knowledge: ['base', 'language', 'models'],
  governance: ['base', 'language', 'models', 'knowledge'],
  agent: ['base', 'language', 'models', 'knowledge', 'governance'],
  // The examiner never reads the candidate's notes.
  evaluation: ['base', 'statistics', 'language', 'models'],
  // The tutor never sees the exam.
  alignment: ['base', 'statistics', 'language', 'models'],
  region: ['base', 'language', 'models', 'knowledge', 'governance', 'agent', 'evaluation', 'alignment'],
  store: ['base', 'language', 'models', 'knowledge', 'governance', 'agent', 'evaluation', 'alignment'],
  app: [
    'base',
    'statistics',
    'language',
    'models',
    'knowledge',
    'governance',
    'agent',
    'evaluation',
    'alignment',
    'region',
    'store',
  ],
  server: ['base', 'app'],
  // Varieties need no wiring, and a filter over them must start at once.
  cli: ['base', 'language', 'app', 'server'],
};

/** Longest file and longest function, in lines. */
export const limits = { fileLines: 300, functionLines: 60, positionalParameters: 3 } as const;

/** The only file that may make governed text. */
export const governedTextMaker = 'src/governance/govern.ts';
