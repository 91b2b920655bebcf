/** Gathers the values of an option that may be given more than once, for Commander. */
export function gatherNames(value: string, earlier: readonly string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}
