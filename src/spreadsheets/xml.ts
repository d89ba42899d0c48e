import {Parser} from 'saxen';
import {damaged, SpreadsheetError} from './sheet.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  /** `name` without the prefix of its namespace. */
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

const predefined: Readonly<Record<string, string>> = {amp: '&', apos: "'", gt: '>', lt: '<', quot: '"'};

function character(code: number): string {
  if (!(code > 0 && code <= 0x10ffff)) throw damaged();
  return String.fromCodePoint(code);
}

// The parser's own way knows no characters beyond U+FFFF, such as 𠮷.
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x(?<hex>[0-9a-f]+)|#(?<decimal>\d+)|(?<name>\w+));/gi, (all, hex, decimal, name) => {
    if (typeof hex === 'string') return character(Number.parseInt(hex, 16));
    if (typeof decimal === 'string') return character(Number(decimal));
    const known = predefined[String(name)];
    if (known === undefined) throw damaged();
    return known;
  });
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function decoded(attributes: Readonly<Record<string, string>>): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, text]) => [name, decodeEntities(text)]));
}

/** Reads XML without document types: nothing is declared, included or fetched. @throws SpreadsheetError */
export function readXml(xml: string, {open, close, text}: XmlHandler): void {
  const fail = (): never => {
    throw damaged();
  };
  const parser = new Parser()
    .on('openTag', (name, attributes) => open(local(name), decoded(attributes())))
    .on('closeTag', (name) => close?.(local(name)))
    .on('text', (part) => text?.(decodeEntities(part).replaceAll('\r\n', '\n')))
    .on('cdata', (part) => text?.(part.replaceAll('\r\n', '\n')))
    .on('attention', fail)
    .on('error', fail)
    .on('warn', fail);
  try {
    parser.parse(xml);
  } catch (error) {
    throw error instanceof SpreadsheetError ? error : damaged();
  }
}
