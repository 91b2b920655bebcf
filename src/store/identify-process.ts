import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Before the moment the kernel tells, so that it is not taken for an id made here. */
const kernelPrefix = 'kernel:';

/** For systems whose kernel does not tell when a process started. */
const madeHere = randomUUID();

/** What this process is told from others by, also from an earlier one that had the same number. */
export const ownIdentity = readKernelIdentity(process.pid) ?? madeHere;

/**
 * Tells whether the living process of a number is another one than the one that left this identity:
 * numbers come again, in a container with the very next start.
 *
 * @param pid number of a process of this machine that lives
 * @param identity its {@link ownIdentity}, if it was noted; older programs did not
 */
export function isOtherProcess(pid: number, identity: string | undefined): boolean {
  if (pid === process.pid) return identity !== ownIdentity;
  if (identity === undefined || !identity.startsWith(kernelPrefix)) return false;
  const living = readKernelIdentity(pid);
  return living !== undefined && living !== identity;
}

/** The run of the kernel and the tick in it at which the process started, where Linux tells them. */
function readKernelIdentity(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the name, may hold spaces and brackets; the start is the 22nd.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return start === undefined ? undefined : `${kernelPrefix}${boot}:${start}`;
  } catch {
    return undefined;
  }
}
