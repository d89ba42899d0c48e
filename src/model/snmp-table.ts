import type {SnmpAsk} from './ask.ts';

/** SMIv2 base types (RFC 2578), as `snmpwalk -On` names them. */
export const snmpTypes = [
  'INTEGER',
  'STRING',
  'Hex-STRING',
  'OID',
  'IpAddress',
  'Counter32',
  'Gauge32',
  'Timeticks',
  'Opaque',
  'Counter64',
  'NULL',
] as const;
export type SnmpType = (typeof snmpTypes)[number];

/**
 * One instance. `value` by type: INTEGER, counters, gauges and Timeticks (hundredths of a second) in decimal; STRING the text of
 * octets that are printable UTF-8, Hex-STRING those of all other octets (BITS too), as pairs of upper-case digits with spaces, as
 * is Opaque; OID dotted decimal without a leading dot; IpAddress dotted quad; NULL empty. `bytesOf` gives the octets.
 */
export interface Varbind {
  /** Dotted decimal without a leading dot. */
  readonly oid: string;
  readonly type: SnmpType;
  readonly value: string;
}

/** Instances of one answer. */
export interface SnmpTable {
  readonly varbinds: readonly Varbind[];
  readonly cut: boolean;
  /** One instance by its full name; null when the answer has none. */
  get(oid: string): Varbind | null;
  /** Instances below an object, by index: the rest of the name, dotted. In the order of the answer. */
  column(oid: string): ReadonlyMap<string, Varbind>;
}

export function snmpTable(varbinds: readonly Varbind[], cut: boolean): SnmpTable {
  const byOid = new Map(varbinds.map((varbind) => [varbind.oid, varbind]));
  return {
    varbinds,
    cut,
    get: (oid) => byOid.get(oid) ?? null,
    column: (oid) => {
      const prefix = `${oid}.`;
      const below = varbinds.filter((varbind) => varbind.oid.startsWith(prefix));
      return new Map(below.map((varbind) => [varbind.oid.slice(prefix.length), varbind]));
    },
  };
}

function isAskedBy(oid: string, {read, oids}: SnmpAsk): boolean {
  return oids.some((wanted) => (read === 'get' ? oid === wanted : oid.startsWith(`${wanted}.`)));
}

/** What an agent with these instances answers to a question. */
export function answerOf(ask: SnmpAsk, varbinds: readonly Varbind[]): Pick<SnmpTable, 'varbinds' | 'cut'> {
  const asked = varbinds.filter(({oid}) => isAskedBy(oid, ask));
  return {varbinds: asked.slice(0, ask.rows), cut: asked.length > ask.rows};
}
