import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import type {SnmpTable, Varbind} from '../../model/snmp-table.ts';
import {bytesOf} from '../../model/snmp-octets.ts';
import {orNull} from '../text/or-null.ts';

type Instance = Varbind | null | undefined;

function decoded(bytes: Uint8Array, encodings: readonly string[]): string | null {
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, {fatal: true}).decode(bytes);
    } catch {
      // Not in this encoding: Japanese equipment tells its names in Shift_JIS.
    }
  }
  return null;
}

/** A text without its padding, at most 512 characters; null when it is empty or no text. */
export function textOf(instance: Instance): string | null {
  if (instance?.type !== 'STRING' && instance?.type !== 'Hex-STRING') return null;
  const bytes = bytesOf(instance);
  const text = bytes === null ? null : decoded(bytes, ['utf-8', 'shift_jis']);
  const clean = (text ?? '').replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return clean === '' ? null : clean.slice(0, 512);
}

/** An identifier that may be text or octets: printable text, else an address of six octets; null for other octets. */
export function idOf(instance: Instance): string | null {
  const bytes = instance ? bytesOf(instance) : null;
  const text = bytes === null ? null : decoded(bytes, ['utf-8']);
  const printable = text !== null && !/[\u0000-\u001f\u007f]/.test(text.replace(/\u0000$/, ''));
  return printable ? textOf(instance) : macOf(bytes);
}

/** An integer, counter, gauge or time in hundredths of a second. */
export function numberOf(instance: Instance): number | null {
  const digits = /^-?\d{1,20}$/.exec(instance?.value ?? '')?.[0];
  return instance?.type === 'STRING' || digits === undefined ? null : Number(digits);
}

export function oidOf(instance: Instance): string | null {
  return instance?.type === 'OID' && instance.value !== '' ? instance.value : null;
}

/** Six octets as `00:11:22:aa:bb:cc`; null for anything else, and for no address at all. */
export function macOf(octets: Iterable<number> | null): string | null {
  const all = [...(octets ?? [])];
  if (all.length !== 6 || all.every((octet) => octet === 0)) return null;
  return all.map((octet) => octet.toString(16).padStart(2, '0')).join(':');
}

export function macOfInstance(instance: Instance): string | null {
  return instance ? macOf(bytesOf(instance)) : null;
}

/** Four or sixteen octets as an address; IPv6 in the short form of RFC 5952. */
export function addressOf(octets: readonly number[]): string | null {
  if (octets.some((octet) => octet > 255)) return null;
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return null;
  const groups = Array.from({length: 8}, (_, index) => (octets[index * 2] ?? 0) * 256 + (octets[index * 2 + 1] ?? 0));
  return shortened(groups.map((group) => group.toString(16)));
}

function shortened(groups: readonly string[]): string {
  const runs = groups.map((_, start) => {
    const end = groups.findIndex((group, index) => index >= start && group !== '0');
    return {start, length: (end === -1 ? groups.length : end) - start};
  });
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), {start: 0, length: 1});
  if (longest.length < 2) return groups.join(':');
  const before = groups.slice(0, longest.start).join(':');
  return `${before}::${groups.slice(longest.start + longest.length).join(':')}`;
}

/** The parts of an index; none when it is not made of numbers. */
export function partsOf(index: string): number[] {
  const parts = index.split('.').map(Number);
  return parts.every((part) => Number.isSafeInteger(part) && part >= 0) ? parts : [];
}

/** An address in an index, as InetAddressType and InetAddress (RFC 4001): type, length, octets. `rest`: what follows. */
export function inetAddress(parts: readonly number[]): {address: string; rest: readonly number[]} | null {
  const [type, length] = parts;
  if (length === undefined || (type !== 1 && type !== 2 && type !== 3 && type !== 4)) return null;
  const octets = parts.slice(2, 2 + length);
  // The zoned types 3 and 4 end with four octets that name the zone.
  const address = addressOf(type > 2 ? octets.slice(0, -4) : octets);
  return octets.length !== length || address === null ? null : {address, rest: parts.slice(2 + length)};
}

/** The answer of a question that a reading can do without; null when there is none. */
export function tableOrNull(answers: Answers, id: string): SnmpTable | null {
  return orNull(() => answers.snmp(id));
}

/** @throws Gap when none of these objects is there: an agent without them, or a view that hides them, tells nothing. */
export function present<T>(found: ReadonlyMap<string, T>, what: string): ReadonlyMap<string, T> {
  if (found.size === 0) throw new Gap('unsupported', `the agent shows no ${what}`);
  return found;
}
