const most = 8192;

const span =
  /^(?<word>[A-Za-z-]{0,40}) ?(?<path>(?:\d{1,5}[./]){0,4})(?<first>\d{1,5})(?: ?- ?(?<rest>[\w./-]{1,60}))?$/;
const last = /^[A-Za-z-]{0,40}(?<path>(?:\d{1,5}[./]){0,4})(?<number>\d{1,5})$/;

function expandOne(text: string, space: string): string[] | null {
  const {word = '', path = '', first, rest} = span.exec(text)?.groups ?? {};
  if (first === undefined) return null;
  const name = (number: number): string => `${word}${word === '' ? '' : space}${path}${number}`;
  if (rest === undefined) return [name(Number(first))];
  const end = last.exec(rest)?.groups;
  if (end?.['number'] === undefined || (end['path'] !== '' && end['path'] !== path)) return null;
  const length = Number(end['number']) - Number(first) + 1;
  if (length < 1 || length > most) return null;
  return Array.from({length}, (_, index) => name(Number(first) + index));
}

/**
 * `port1.0.1-1.0.4`, `vlan3-4`, `1/1/1-1/1/8`, `gigabitethernet 0/1-4`, several parted by commas, as single names;
 * null when one of them is not understood. `space` stands between the word and the number.
 */
export function expandNames(text: string, space = ''): string[] | null {
  const parts = text.split(',').map((part) => expandOne(part.trim(), space));
  const names = parts.flatMap((part) => part ?? []);
  return parts.includes(null) || names.length > most ? null : names;
}

/** `1,3-5` as numbers; null when it is not understood. */
export function expandNumbers(text: string): number[] | null {
  const names = expandNames(text);
  return names?.every((name) => /^\d{1,5}$/.test(name)) === true ? names.map(Number) : null;
}
