import {isIP} from 'node:net';
import {escapeBytes, unescapeBytes} from '../../model/escaped.ts';
import type {Keep} from '../../model/outside.ts';
import {withAddress} from './address-forms.ts';

/** What reads of a dialogue kept, by name. */
export type Kept = Map<string, Buffer>;

/** Keeps what a read says is to be kept of a text read as Latin-1; false: there is no such thing, or too much of it. */
export function keepOf({name, like, most}: Keep, text: string, kept: Kept): boolean {
  const found = new RegExp(like).exec(text)?.[1];
  if (found === undefined || found.length > most) return false;
  kept.set(name, Buffer.from(found, 'latin1'));
  return true;
}

/** What a peer said never stands for anything else. */
const verbatim = (bytes: Buffer): string =>
  escapeBytes(bytes).replaceAll(/[{}]/g, (brace) => `\\x${brace.charCodeAt(0).toString(16)}`);

function withKept(text: string, kept: Kept): string {
  return text.replaceAll(/\{\{=([a-z]+)\}\}/g, (_, name: string) => {
    const bytes = kept.get(name);
    if (bytes === undefined) throw new Error(`nothing was kept as ${name}`);
    return verbatim(bytes);
  });
}

/** RFC 6066, 3: one name of the type host_name. An address is no name. */
function serverName(address: string): string {
  const name = address.replace(/\.$/, '');
  return isIP(address) === 0 ? `\\x00\\x00{{2:{{2:\\x00{{2:${escapeBytes(Buffer.from(name))}}}}}}}` : '';
}

function counted(width: number, inner: string): string {
  const count = Buffer.alloc(width);
  count.writeUIntBE(unescapeBytes(inner).length, 0, width);
  return escapeBytes(count) + inner;
}

/**
 * The bytes of a step that sends, see `WireStep`.
 * @throws Error for a text that is not of that form, and for a name under which nothing was kept
 */
export function sentBytes(text: string, address: string, kept: Kept = new Map()): Buffer {
  let filled = withAddress(withKept(text, kept).replaceAll('{{sni}}', serverName(address)), address);
  // From the inside out: what is counted holds no other count any more.
  const innermost = /\{\{([1-4]):((?:(?!\{\{|\}\}).)*)\}\}/;
  for (let match = innermost.exec(filled); match !== null; match = innermost.exec(filled)) {
    const [whole, width = '', inner = ''] = match;
    filled = filled.slice(0, match.index) + counted(Number(width), inner) + filled.slice(match.index + whole.length);
  }
  return unescapeBytes(filled);
}
