import {unescapeBytes} from '../../src/model/escaped.ts';
import type {WireAsk, WireStep} from '../../src/model/outside.ts';

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const bytes = (escaped: string): string => literal(unescapeBytes(escaped).toString('latin1'));

/** How an address, which is no name here, may be written where the plan says so. */
const forms: Readonly<Record<string, (address: string) => string>> = {
  address: (address) => address,
  host: (address) => `(?:${address}|\\[${address}\\])`,
  domain: (address) => `\\[(?:IPv6:)?${address}\\]`,
  sni: () => '',
};

/** The end of a placeholder that begins at `from`, those inside of it counted. */
function placeholderEnd(text: string, from: number): number {
  for (let at = from + 2, depth = 1; ; at += 1) {
    if (text.startsWith('{{', at)) depth += 1;
    else if (text.startsWith('}}', at)) depth -= 1;
    else continue;
    at += 1;
    if (depth === 0) return at + 1;
  }
}

/**
 * A regular expression, over bytes read as Latin-1, for what one `send` step may send: its literal bytes, with the address
 * where it says so, and something bounded where the plan says that something of the peer is said back or counted.
 */
export function sentPattern(text: string, address: string): string {
  const from = text.indexOf('{{');
  if (from < 0) return bytes(text);
  const end = placeholderEnd(text, from);
  const inner = text.slice(from + 2, end - 2);
  const counted = /^(?<width>[1-4]):/.exec(inner)?.groups?.['width'];
  const middle =
    inner in forms
      ? (forms[inner]?.(literal(address)) ?? '')
      : counted === undefined
        ? '[\\s\\S]{0,600}'
        : `[\\s\\S]{${counted}}${sentPattern(inner.slice(2), address)}`;
  return bytes(text.slice(0, from)) + middle + sentPattern(text.slice(end), address);
}

const isSaid = (step: WireStep): boolean => step.do !== 'read';

/** All that may be sent over one connection of a dialogue: its messages in order, up to any of them. */
export function streamPattern({steps}: WireAsk, address: string): RegExp {
  const said = steps.filter(isSaid);
  const tls = said.findIndex((step) => step.do === 'tls');
  // What is said under TLS cannot be seen: records of the handshake, of data and of alerts.
  const plain = tls < 0 ? said : said.slice(0, tls);
  const end = tls < 0 ? '' : '(?:\\x16\\x03[\\s\\S]*)?';
  const nested = plain.reduceRight(
    (rest, step) => (step.do === 'send' ? `(?:${sentPattern(step.bytes, address)}${rest})?` : rest),
    end,
  );
  return new RegExp(`^${nested}$`);
}

/** The datagrams that a dialogue may send, each. */
export const datagramPatterns = ({steps}: WireAsk, address: string): RegExp[] =>
  steps.flatMap((step) => (step.do === 'send' ? [new RegExp(`^${sentPattern(step.bytes, address)}$`)] : []));
