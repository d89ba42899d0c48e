import {readXml} from './xml.ts';

/** Undoes the `_x000D_` by which Excel writes characters that XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x(?<hex>[0-9a-f]{4})_/giu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Collects the text of `<t>` in one string item: all its runs, without the phonetic guide (furigana). */
export class TextRuns {
  #text = '';
  #inText = false;
  #inPhonetic = false;

  open(name: string): void {
    if (name === 'rPh') this.#inPhonetic = true;
    else if (name === 't') this.#inText = true;
  }

  close(name: string): void {
    if (name === 'rPh') this.#inPhonetic = false;
    else if (name === 't') this.#inText = false;
  }

  add(text: string): void {
    if (this.#inText && !this.#inPhonetic) this.#text += text;
  }

  take(): string {
    const text = unescapeText(this.#text);
    this.#text = '';
    return text;
  }
}

/** The texts that cells name by index. */
export function readSharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  const runs = new TextRuns();
  readXml(xml, {
    open: (name) => runs.open(name),
    close: (name) => {
      runs.close(name);
      if (name === 'si') strings.push(runs.take());
    },
    text: (text) => runs.add(text),
  });
  return strings;
}
