import {printable, type AlgorithmOffer} from '../connection.ts';

const maxNames = 64;
const prefix = 'Handshake: (remote) ';

const fields: Readonly<Record<string, keyof AlgorithmOffer>> = {
  'KEX method': 'kex',
  'Host key format': 'hostKey',
  'C->S cipher': 'cipher',
  'S->C cipher': 'cipher',
  'C->S MAC': 'mac',
  'S->C MAC': 'mac',
  'C->S compression': 'compress',
  'S->C compression': 'compress',
};

export interface OfferReader {
  /** Takes one debug line of ssh2; all but those with the server's lists are passed over. */
  readonly line: (text: string) => void;
  /** What was seen so far; null when nothing was. */
  readonly offer: () => AlgorithmOffer | null;
}

/** Collects the server's algorithm lists from ssh2's debug lines, the only place where it tells them. */
export function offerReader(): OfferReader {
  const lists = new Map<keyof AlgorithmOffer, readonly string[]>();
  const line = (text: string): void => {
    if (!text.startsWith(prefix)) return;
    const colon = text.indexOf(': ', prefix.length);
    const field = fields[text.slice(prefix.length, colon)];
    if (field === undefined) return;
    const names = text.slice(colon + 2).split(',', maxNames);
    const all = [
      ...(lists.get(field) ?? []),
      ...names.filter((name) => name !== '').map((name) => printable(name, 64)),
    ];
    lists.set(field, [...new Set(all)].slice(0, maxNames));
  };
  const get = (field: keyof AlgorithmOffer): readonly string[] | null => lists.get(field) ?? null;
  const offer = (): AlgorithmOffer | null =>
    lists.size === 0
      ? null
      : {kex: get('kex'), hostKey: get('hostKey'), cipher: get('cipher'), mac: get('mac'), compress: get('compress')};
  return {line, offer};
}
