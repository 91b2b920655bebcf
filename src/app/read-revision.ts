import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The git revision of this program, with `+changes` behind it when tracked files differ from it; null
 * where there is no repository or no git.
 */
export async function readRevision(): Promise<string | null> {
  const folder = dirname(fileURLToPath(import.meta.url));
  try {
    // An installed package may lie in a repository of somebody else, which says nothing about it.
    await run('git', ['ls-files', '--error-unmatch', fileURLToPath(import.meta.url)], { cwd: folder });
    const { stdout: head } = await run('git', ['rev-parse', 'HEAD'], { cwd: folder });
    const { stdout: changes } = await run('git', ['status', '--porcelain', '--untracked-files=no'], {
      cwd: folder,
    });
    return changes === '' ? head.trim() : `${head.trim()}+changes`;
  } catch {
    return null;
  }
}
