import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = join(root, 'dist', 'web', 'index.html');

/** Builds the page where it is not built, or where its sources are newer than what is built. */
export async function buildPage(): Promise<void> {
  const since = await stat(built).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (since > (await lastChange(join(root, 'web')))) return;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // Vitest names its own mode in the environment; the page is built as users get it.
  const environment = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [vite, 'build', 'web'], { cwd: root, env: environment });
}

async function lastChange(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sources = entries.filter(
    ({ name }) => /\.(?:tsx?|css|html|svg)$/.test(name) && !/\.test\./.test(name),
  );
  const times = await Promise.all(
    sources.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs),
  );
  return Math.max(...times);
}
