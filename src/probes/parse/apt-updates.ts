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

function updateOf(pattern: RegExp, line: string): PendingUpdate | null {
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return null;
  const {name = '', installed = '', available = '', suites = ''} = groups;
  return {name, installed, available, security: suites.split(',').some((suite) => securitySuite.test(suite))};
}

/** Lines of the ask `aptUpdates`. */
export function aptPolicyUpdates(lines: readonly string[]): AptUpdates {
  const counts = lines.flatMap((line) => /^\. (?<count>\d{1,9})$/.exec(line)?.groups?.['count'] ?? []);
  const rest = lines.filter((line) => line !== '' && !line.startsWith('. '));
  return {
    pending: rest.map((line) => updateOf(policyLine, line)),
    told: counts.length === 1 ? Number(counts[0]) : 0,
  };
}

const noise = /^(?:Listing\.\.\.|WARNING: )/;

/** Lines of `apt list --upgradable`, which older runs hold. */
export function aptListUpdates(lines: readonly string[]): AptUpdates {
  const rest = lines.filter((line) => line !== '' && !noise.test(line));
  return {pending: rest.map((line) => updateOf(listLine, line)), told: null};
}
