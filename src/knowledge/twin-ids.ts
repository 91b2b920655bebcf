/**
 * Keeps the documents of one run apart that claim the same id: the second text becomes `id~2`, the
 * third `id~3`, in order, so that the same run gives the same ids. Some tens of bytes a document.
 */
export class TwinIds {
  /** The content that came first under an id, as the first 48 bits of its hash. */
  readonly #first = new Map<string, number>();
  /** Every content of the ids that came with more than one. */
  readonly #more = new Map<string, Set<number>>();

  /** The id a document may have: its own, or the next free number of it. */
  propose(id: string): string {
    if (!this.#first.has(id)) return id;
    let number = (this.#more.get(id)?.size ?? 1) + 1;
    // A document may call itself `id~2`.
    while (this.#first.has(`${id}~${number}`)) number += 1;
    return `${id}~${number}`;
  }

  /**
   * Notes what came under an id; false when that very content has come under it before.
   *
   * @param id the id the document claims
   * @param given what {@link propose} gave it
   * @param contentHash hexadecimal
   */
  take(id: string, given: string, contentHash: string): boolean {
    const content = Number.parseInt(contentHash.slice(0, 12), 16);
    const first = this.#first.get(id);
    if (first !== undefined) {
      const contents = this.#more.get(id) ?? new Set([first]);
      if (contents.has(content)) return false;
      this.#more.set(id, contents.add(content));
    }
    this.#first.set(given, content);
    return true;
  }
}
