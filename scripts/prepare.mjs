// Runs after `npm ci`: builds the command line and the page. A production install without the
// development tools (`npm ci --omit=dev`) has a ready `dist/` or builds elsewhere; it is not an error.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

if (!existsSync(new URL('../node_modules/typescript', import.meta.url))) {
  console.error('prepare: development tools are not installed, so nothing is built.');
  process.exit(0);
}
// `npx lionrock` inside this folder links the package into npm's own cache, which runs this script again.
const isBuilt = existsSync(new URL('../dist/cli/main.js', import.meta.url));
if (process.env.npm_command === 'exec' && isBuilt) process.exit(0);
const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
