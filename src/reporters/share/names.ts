import type {ReportInput} from '../input.ts';
import {Pseudonyms} from './pseudonyms.ts';
import {isNamedValue, publicWords, type PublicWords} from './words.ts';

const sorted = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** What everything is called in one masked report. */
export class Names {
  readonly assets: Pseudonyms;
  readonly zones: Pseudonyms;
  readonly findings = new Pseudonyms('finding');
  readonly waivers = new Pseudonyms('waiver');
  readonly #texts = new Pseudonyms('text');
  readonly #words: PublicWords;
  readonly #input: ReportInput;

  constructor(input: ReportInput) {
    this.#input = input;
    this.assets = new Pseudonyms('asset', sorted(input.assets.map(({id}) => id)));
    this.zones = new Pseudonyms('zone', sorted(input.assets.map(({zone}) => zone)));
    this.#words = publicWords(input.checks);
  }

  /** Id of an asset, of `zone:<id>` or of `site`. */
  subject(id: string): string {
    if (id === 'site') return id;
    return id.startsWith('zone:') ? `zone:${this.zones.of(id.slice('zone:'.length))}` : this.assets.of(id);
  }

  /** `path`: of the field that the text stands in. */
  text(text: string, path: string): string {
    if (this.assets.has(text)) return this.assets.of(text);
    if (this.zones.has(text)) return this.zones.of(text);
    const known = this.#words.has(text) || isNamedValue(text, (at) => this.#input.labelOf(at), path);
    return known || text === '' ? text : this.#texts.of(text);
  }

  /** Name of a fact, or of a field at a path: those of the program have labels. */
  key(name: string, path: string): string {
    return this.#input.labelOf(path) === null ? this.text(name, path) : name;
  }

  /** A value of an inventory or a device: its shape, its numbers and its public words. */
  value(value: unknown, path: string): unknown {
    if (typeof value === 'string') return this.text(value, path);
    if (Array.isArray(value)) return value.map((element) => this.value(element, path));
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    const entries = Object.entries(value).map(([key, part]) => {
      const inner = `${path}.${key}`;
      return [this.key(key, inner), this.value(part, inner)] as const;
    });
    return Object.fromEntries(entries);
  }
}
