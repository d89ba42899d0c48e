import {Parser} from 'saxen';
import {decodeEntities} from '../model/xml-entities.ts';
import {damaged, SpreadsheetError} from './sheet.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  /** `name` without the prefix of its namespace. */
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

function decoded(text: string): string {
  const plain = decodeEntities(text);
  if (plain === null) throw damaged();
  return plain;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function decodedAll(attributes: Readonly<Record<string, string>>): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, text]) => [name, decoded(text)]));
}

/** Reads XML without document types: nothing is declared, included or fetched. @throws SpreadsheetError */
export function readXml(xml: string, {open, close, text}: XmlHandler): void {
  const fail = (): never => {
    throw damaged();
  };
  const parser = new Parser()
    .on('openTag', (name, attributes) => open(local(name), decodedAll(attributes())))
    .on('closeTag', (name) => close?.(local(name)))
    .on('text', (part) => text?.(decoded(part).replaceAll('\r\n', '\n')))
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
