import {tooLarge} from './error.ts';

/** Characters: of the document, of a tag or comment, of a text between tags (Zenmap keeps what nmap printed in one). */
const limits = {document: 256_000_000, tag: 1_000_000, text: 16_000_000};
const portion = 65_536;

const markers = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Where the piece of XML that begins here ends; null: beyond the text. An attribute may hold what ends a tag. */
function endOfPiece(xml: string, begin: number): number | null {
  const marker = markers.find(([opening]) => xml.startsWith(opening, begin));
  if (marker !== undefined) {
    const [opening, closing] = marker;
    const end = xml.indexOf(closing, begin + opening.length);
    return end < 0 ? null : end + closing.length;
  }
  const sign = /["'>]/g;
  sign.lastIndex = begin + 1;
  for (let found = sign.exec(xml); found !== null; found = sign.exec(xml)) {
    if (found[0] === '>') return found.index + 1;
    const end = xml.indexOf(found[0], found.index + 1);
    if (end < 0) return null;
    sign.lastIndex = end + 1;
  }
  return null;
}

/** Length of the whole pieces at the beginning of a text, and whether a tag is begun behind them. */
function wholePieces(xml: string): {readonly length: number; readonly inTag: boolean} {
  let length = 0;
  for (;;) {
    const begin = xml.indexOf('<', length);
    const end = begin < 0 ? null : endOfPiece(xml, begin);
    if (end === null) return {length, inTag: begin >= 0};
    length = end;
  }
}

/** Cuts a document that comes in any parts where a parser may be given it: between its tags, comments and declarations. */
export interface Pieces {
  /** @throws NmapXmlError for what is too large */
  write(part: string): void;
  /** What is left: a piece that breaks off. */
  end(): string;
}

export function createPieces(take: (whole: string) => void): Pieces {
  let [taken, waiting] = [0, 0];
  let rest = '';
  let parts: string[] = [];
  const cut = (): void => {
    const xml = rest + parts.join('');
    const {length, inTag} = wholePieces(xml);
    [rest, parts, waiting] = [xml.slice(length), [], 0];
    if (rest.length > (inTag ? limits.tag : limits.text)) throw tooLarge();
    if (length > 0) take(xml.slice(0, length));
  };
  // A piece that is not whole is looked at again only when it has doubled: however long, it costs no more than its length.
  const wanted = (): number => Math.max(portion, rest.length) - waiting;
  const write = (part: string): void => {
    taken += part.length;
    if (taken > limits.document) throw tooLarge();
    for (let at = 0; at < part.length;) {
      const next = part.slice(at, at + wanted());
      at += next.length;
      waiting += next.length;
      parts.push(next);
      if (wanted() <= 0) cut();
    }
  };
  const end = (): string => {
    cut();
    return rest;
  };
  return {write, end};
}
