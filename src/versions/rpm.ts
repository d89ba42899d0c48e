import {compareCodeUnits, compareDigits, firstDifference, type Order} from './order.ts';

interface RpmVersion {
  readonly epoch: string;
  readonly version: string;
  readonly release: string | null;
}

const shape = /^(?:(?<epoch>\d{0,10}):)?(?<version>[A-Za-z0-9._+~^%]+)(?:-(?<release>[A-Za-z0-9._+~^%]+))?$/;

function parse(text: string): RpmVersion {
  const groups = shape.exec(text)?.groups;
  if (!groups) throw new Error(`not an RPM version: ${text}`);
  return {epoch: groups['epoch'] ?? '', version: groups['version'] ?? '', release: groups['release'] ?? null};
}

/** Runs of digits, runs of letters, and the two characters that mean something; all else only separates. */
function segments(text: string): readonly string[] {
  return text.match(/\d+|[A-Za-z]+|[~^]/g) ?? [];
}

const isNumber = (segment: string): boolean => /^\d/.test(segment);

/** `~` is older than the end, `^` newer than the end but older than any other segment. */
function rank(segment: string | undefined): number {
  if (segment === '~') return 0;
  if (segment === undefined) return 1;
  if (segment === '^') return 2;
  return isNumber(segment) ? 4 : 3;
}

function compareSegment(a: string | undefined, b: string | undefined): Order {
  const left = rank(a);
  const right = rank(b);
  if (left !== right) return left < right ? -1 : 1;
  if (a === undefined || b === undefined) return 0;
  return isNumber(a) ? compareDigits(a, b) : compareCodeUnits(a, b);
}

function comparePart(a: string, b: string): Order {
  const left = segments(a);
  const right = segments(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareSegment(left[i], right[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareRelease(a: string | null, b: string | null): Order {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return comparePart(a, b);
}

/**
 * `[epoch:]version[-release]`; a missing release is older than any.
 * Source: rpm-version(7), rpmvercmp and rpmverCmp of rpm 4.18.
 */
export function rpm(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  return firstDifference(
    compareDigits(left.epoch, right.epoch),
    comparePart(left.version, right.version),
    compareRelease(left.release, right.release),
  );
}
