/** A host that a sweep found. */
export interface SweptHost {
  readonly address: string;
  /** `00:11:22:aa:bb:cc`; null where the scanner is not on the same segment. */
  readonly mac: string | null;
  /** The port that answered; null where only ARP did. */
  readonly port: number | null;
}

const head = /^mizumori sweep\nrange [0-9a-z./-]+\nasked \d+(?:\n|$)/;
const host =
  /^host (?<address>\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]{2,39}) (?<mac>-|[0-9a-f:]{17}) (?:silent|(?:open|closed) (?<port>\d{1,5}))$/;

/** The hosts of a sweep; null: the text is no whole one. */
export function readSweep(text: string): SweptHost[] | null {
  if (!head.test(text)) return null;
  const lines = text.split('\n').slice(3);
  const hosts = lines.map((line) => host.exec(line)?.groups);
  if (hosts.includes(undefined)) return null;
  return hosts.map((groups) => ({
    address: groups?.['address'] ?? '',
    mac: groups?.['mac'] === '-' ? null : (groups?.['mac'] ?? null),
    port: groups?.['port'] === undefined ? null : Number(groups['port']),
  }));
}
