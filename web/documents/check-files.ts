/** A file that is too large to be sent. */
export interface RefusedFile {
  readonly name: string;
  /** `61.2 MB > 50 MB`, with no-break spaces: the same in every language. */
  readonly reason: string;
}

/**
 * Parts the files that may be sent from those the server would refuse after a long wait.
 *
 * @param megabytes the largest file, in units of 1024 * 1024 bytes
 */
export function checkFiles<Item extends Pick<File, 'name' | 'size'>>(
  files: readonly Item[],
  megabytes: number,
): { readonly accepted: readonly Item[]; readonly refused: readonly RefusedFile[] } {
  const limit = megabytes * 1024 * 1024;
  const accepted = files.filter((file) => file.size <= limit);
  const refused = files
    .filter((file) => file.size > limit)
    .map(({ name, size }) => ({
      name,
      // Rounded up: a file just above the limit must not read "50 MB > 50 MB".
      reason: `${(Math.ceil((size / 1024 / 1024) * 10) / 10).toString()}\u00a0MB > ${megabytes}\u00a0MB`,
    }));
  return { accepted, refused };
}
