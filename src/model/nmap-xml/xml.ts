import {Parser} from 'saxen';
import {decodeEntities} from '../xml-entities.ts';
import {damaged, declares, notNmap} from './error.ts';
import {createPieces} from './pieces.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  /** `attributes`: as they are written. Call it at once or not at all. */
  readonly open: (name: string, attributes: () => Attributes) => void;
  readonly close: (name: string) => void;
  /** May come in several parts. */
  readonly text: (text: string) => void;
}

export interface XmlReader {
  /** @throws NmapXmlError */
  write(part: string): void;
  /** False where the document breaks off. @throws NmapXmlError */
  end(): boolean;
}

const longestName = 100;
const deepest = 60;

/** As nmap writes it, with the address of its DTD or without; what declares anything has brackets. */
const plainType = /^<!DOCTYPE\s+nmaprun(?:\s[^[]*)?>$/;

/** @throws NmapXmlError */
export function decoded(text: string): string {
  const plain = decodeEntities(text);
  if (plain === null) throw damaged();
  return plain;
}

/**
 * Reads XML as it comes: nothing is declared, included or fetched, and every size is bounded. The parser is given whole pieces
 * only: it ends a tag at a `>` within an attribute whose end it has not seen yet.
 */
export function createXmlReader({open, close, text}: XmlHandler): XmlReader {
  let [depth, begun] = [0, false];
  const opened = (name: string, attributes: () => Attributes): void => {
    begun = true;
    depth += 1;
    if (depth > deepest || name.length > longestName) throw damaged();
    open(name, attributes);
  };
  const closed = (name: string): void => {
    depth -= 1;
    close(name);
  };
  const typed = (declaration: string): void => {
    if (depth > 0 || !plainType.test(declaration)) throw declares();
  };
  const failed = (): never => {
    throw begun ? damaged() : notNmap();
  };
  const parser = new Parser()
    .on('openTag', opened)
    .on('closeTag', closed)
    .on('text', (told) => text(decoded(told)))
    .on('cdata', text)
    .on('attention', typed)
    .on('error', failed)
    .on('warn', failed);
  const pieces = createPieces((whole) => void parser.write(whole));
  const end = (): boolean => pieces.end().trim() === '' && depth === 0;
  return {write: (part) => pieces.write(part), end};
}
