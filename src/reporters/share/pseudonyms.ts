/** `asset-03`: the third in the order given. The same text has the same pseudonym, and nothing of it. */
export class Pseudonyms {
  readonly #prefix: string;
  readonly #width: number;
  readonly #given = new Map<string, string>();

  /** `texts` are numbered in their order; others as they come. */
  constructor(prefix: string, texts: readonly string[] = []) {
    this.#prefix = prefix;
    this.#width = Math.max(2, String(texts.length).length);
    for (const text of texts) this.of(text);
  }

  of(text: string): string {
    const given = this.#given.get(text) ?? `${this.#prefix}-${String(this.#given.size + 1).padStart(this.#width, '0')}`;
    this.#given.set(text, given);
    return given;
  }

  has(text: string): boolean {
    return this.#given.has(text);
  }
}
