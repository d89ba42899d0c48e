/** Longest text that is looked at. */
const longest = 200;

/** Words that come after a number and make it newer: a service pack, an update, a hot fix, a release. */
const later = new Set(['sp', 'update', 'upd', 'hf', 'hotfix', 'patch', 'p', 'r']);

function partsOf(version: string): string[] {
  const plain = version.slice(0, longest).normalize('NFKC').toLowerCase().trim();
  return plain.replace(/^(?:version|ver|rev|fw|v|r)[. ]?(?=\d)/, '').match(/\d{1,15}|[a-z]+/g) ?? [];
}

const isNumber = (part: string | undefined): boolean => part !== undefined && /^\d/.test(part);

/** How a version goes on after all of another one. */
function compareRest(rest: readonly string[]): 0 | 1 | null {
  const first = rest.findIndex((part) => !isNumber(part) || Number(part) !== 0);
  if (first < 0) return 0;
  const part = rest[first] ?? '';
  return isNumber(part) || later.has(part) ? 1 : null;
}

const isPair = (parts: readonly string[]): boolean => parts.length === 2 && parts.every(isNumber);

/** `1.31` and `1.4`: the makers of controllers count in hundredths, others in steps. */
function isDecimalDoubt(a: readonly string[], b: readonly string[]): boolean {
  const [x = '', y = ''] = [a[1], b[1]];
  if (!isPair(a) || !isPair(b) || a[0] !== b[0] || x.length === y.length) return false;
  return Number(x) < Number(y) !== Number(`0.${x}`) < Number(`0.${y}`);
}

/**
 * Orders two versions of one product that nobody told the scheme of: -1 when `a` is older, 1 when it is newer; null where that is
 * not sure, as between `1.01` and `1.01B`, `1.31` and `1.4`, or between a version and a serial number.
 */
export function compareSurely(a: string, b: string): -1 | 0 | 1 | null {
  const [left, right] = [partsOf(a), partsOf(b)];
  if (!isNumber(left[0]) || !isNumber(right[0])) return null;
  if (Math.abs((left[0] ?? '').length - (right[0] ?? '').length) > 2) return null;
  if (isDecimalDoubt(left, right)) return null;
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index++) {
    const [x = '', y = ''] = [left[index], right[index]];
    if (isNumber(x) !== isNumber(y)) return null;
    if (isNumber(x) && Number(x) !== Number(y)) return Number(x) < Number(y) ? -1 : 1;
    if (isNumber(x) || x === y) continue;
    return x.length === 1 && y.length === 1 && !later.has(x) && !later.has(y) ? (x < y ? -1 : 1) : null;
  }
  if (left.length >= right.length) return compareRest(left.slice(shorter));
  const rest = compareRest(right.slice(shorter));
  return rest === null ? null : rest === 0 ? 0 : -1;
}

type Operator = '<' | '<=' | '>' | '>=' | '=';

interface Bound {
  readonly operator: Operator;
  readonly version: string;
}

/** Bounds that hold together. */
type Interval = readonly Bound[];

const all = /^(?:vers:all\/)?\*$|^vers:all\/?$|^all(?: versions)?$|^(?:全|全ての|すべての)バージョン$|^すべて$/;

/** What people write in place of signs. */
const spoken: readonly [RegExp, string][] = [
  [/^(?:all )?versions? (?=[<>=\d]|v\d|prior|before|earlier)/, ''],
  [/^(?:prior to|before|earlier than) (?<v>\S+)$/, '<$<v>'],
  [/^(?<v>\S+) (?:and|or) (?:prior|earlier|below|older)(?: versions)?$/, '<=$<v>'],
  [/^(?<v>[^\s以未よ]+) ?(?:以前|以下)$/, '<=$<v>'],
  [/^(?<v>[^\s以未よ]+) ?(?:未満|より前)$/, '<$<v>'],
];

/** A version with what may follow it; other words are sentences, which only a person understands. */
const written =
  /^(?<sign><=|>=|<|>|=)?\s*(?<version>[a-z]{0,7}\.?\d[a-z0-9.]*(?: (?:sp|update|upd|u|hf|hotfix|patch|p|r|fp|build) ?\d[a-z0-9.]*){0,5})$/;

function boundOf(text: string): Bound | null {
  const {sign = '=', version} = written.exec(text)?.groups ?? {};
  return version === undefined ? null : {operator: sign as Operator, version};
}

const isLower = ({operator}: Bound): boolean => operator === '>' || operator === '>=';

/** Bounds in their order, a new interval where a lower one follows another, or a version stands alone. */
function intervalsOf(bounds: readonly Bound[]): Interval[] {
  const intervals: Bound[][] = [];
  for (const bound of bounds) {
    const last = intervals.at(-1);
    const open =
      last !== undefined && last.length === 1 && last.every(isLower) && !isLower(bound) && bound.operator !== '=';
    if (open) last.push(bound);
    else intervals.push([bound]);
  }
  return intervals;
}

function holds({operator, version}: Bound, own: string): boolean | null {
  const order = compareSurely(own, version);
  if (order === null) return null;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '=':
      return order === 0;
    default:
      return operator satisfies never;
  }
}

function within(interval: Interval, version: string): boolean | null {
  const held = interval.map((bound) => holds(bound, version));
  if (held.includes(false)) return false;
  return held.includes(null) ? null : true;
}

/**
 * Whether a range as advisories write it (`< V4.1.3`, `vers:all/*`, `>= R6.01 | <= R6.07`) holds a version; null where that is
 * not sure: the range is not understood, holds under a condition, or the versions cannot be ordered. `version`: null when it
 * is not known.
 */
export function rangeHolds(range: string, version: string | null): boolean | null {
  if (range.length > longest) return null;
  const text = range.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
  if (all.test(text)) return true;
  const bare = text.replace(/^vers:[a-z0-9]{1,20}\//, '').replaceAll('_', ' ');
  const plain = bare.replaceAll(/\([^()]*\)/g, '').trim();
  if (version === null || version.length > longest) return null;
  const signs = spoken.reduce((rest, [pattern, sign]) => rest.replace(pattern, sign), plain);
  const bounds = signs.split(/ ?\| ?| ?, ?| and (?=[<>=])/).map((part) => boundOf(part.trim()));
  if (bounds.some((bound) => bound === null)) return null;
  const found = intervalsOf(bounds.flatMap((bound) => bound ?? [])).map((interval) => within(interval, version));
  const inside = found.includes(true) ? true : found.includes(null) ? null : false;
  // What stands in brackets narrows the range.
  return inside === true && plain !== bare.trim() ? null : inside;
}
