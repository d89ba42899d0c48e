const deepest = 5;
/** Most characters that the references of one value may come to. */
const longest = 65_536;
const name = '([A-Za-z][A-Za-z0-9_]{0,60})';
/** `$name`, `${name}` and `$(name)`; what depends on a condition, `${name?value}`, is not known. */
const reference = new RegExp(`\\$(?:${name}|\\{${name}\\}|\\(${name}\\))`, 'g');

/** Parameters of main.cf; a line that starts with white space goes on with the one before. postconf(5) */
export function mainCf(text: string): ReadonlyMap<string, string> {
  const found: string[][] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    if (/^\s/.test(line)) found.at(-1)?.push(line.trim());
    else found.push([line.trim()]);
  }
  const parameters = found.map((parts) => parts.join(' ')).filter((line) => line.includes('='));
  return new Map(
    parameters.map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]),
  );
}

/** A value with what it refers to; a `$` is left in it where that is not known, or too much. */
export function expanded(value: string, all: ReadonlyMap<string, string>): string {
  let left = longest;
  function within(text: string, depth: number): string {
    return text.replaceAll(reference, (whole, ...names: readonly (string | undefined)[]) => {
      const inner = all.get(names.slice(0, 3).find((one) => one !== undefined) ?? '');
      if (inner === undefined || depth >= deepest || inner.length >= left) return whole;
      left -= inner.length + 1;
      return within(inner, depth + 1);
    });
  }
  return within(value, 0);
}

/** Items of a list. */
export const items = (value: string): string[] => value.split(/[\s,]/).filter((item) => item !== '');
