import type {AptLists} from './apt-lists.ts';
import type {PendingUpdate} from './pending-update.ts';

export interface AptUpdates {
  /** null: a line that was not understood. */
  readonly pending: readonly (PendingUpdate | null)[];
  /** Installed packages that apt told about; null where it does not say. */
  readonly told: number | null;
}

const policyLine =
  /^> (?<name>[\w.+-]{1,200})(?::[\w-]{1,50})? (?<installed>\S{1,200}) (?<available>\S{1,200}) (?<suites>\S{1,2000})$/;
const listLine =
  /^(?<name>[\w.+-]{1,200})\/(?<suites>\S{0,500}) (?<available>\S{1,200}) \S{1,50} \[upgradable from: (?<installed>[^\]]{1,200})\]$/;

/** `bookworm-security/main`, `stable-security`; before Debian 11 `buster/updates/main`. */
const securitySuite = /-security(?:\/|$)|^\w{1,50}\/updates(?:\/|$)/;

function updateOf(pattern: RegExp, line: string, lists: AptLists | null): PendingUpdate | null {
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return null;
  const {name = '', installed = '', available = '', suites = ''} = groups;
  const names = suites.split(',');
  const security = names.some((suite) => securitySuite.test(suite));
  return {name, installed, available, security, releasedFrom: null, releasedUntil: lists?.heldBy(names) ?? null};
}

/** Lines of the ask `aptUpdates`. */
export function aptPolicyUpdates(lines: readonly string[], lists: AptLists): AptUpdates {
  const counts = lines.flatMap((line) => /^\. (?<count>\d{1,9})$/.exec(line)?.groups?.['count'] ?? []);
  const rest = lines.filter((line) => line !== '' && !line.startsWith('. ') && !line.startsWith('/'));
  return {
    pending: rest.map((line) => updateOf(policyLine, line, lists)),
    told: counts.length === 1 ? Number(counts[0]) : 0,
  };
}

const noise = /^(?:Listing\.\.\.|WARNING: )/;

/** Lines of `apt list --upgradable`, which older runs hold: their suites have not the names of the lists. */
export function aptListUpdates(lines: readonly string[]): AptUpdates {
  const rest = lines.filter((line) => line !== '' && !noise.test(line));
  return {pending: rest.map((line) => updateOf(listLine, line, null)), told: null};
}
