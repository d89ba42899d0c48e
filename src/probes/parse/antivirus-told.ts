/** Lines of the answer of the ask `antivirus` that stand behind `= id`, of every part of that name. */
export function toldOf(told: string, id: string): string[] {
  const parts = told.split(/^= /m).slice(1);
  const own = parts.filter((part) => part.startsWith(`${id}\n`));
  return own.flatMap((part) => part.split('\n').slice(1)).map((line) => line.trim());
}

/** `Label: value`, `Label = value` and `Label   value`: the value, null where no line has that label. */
export function valueOf(lines: readonly string[], label: string): string | null {
  for (const line of lines) {
    const rest = line.startsWith(label) ? line.slice(label.length, label.length + 200) : '';
    const value = /^(?:\s{0,80}[:=]\s{0,80}|\s{2,80})(?<value>\S.{0,100})$/.exec(rest)?.groups?.['value'];
    if (value !== undefined) return value.trim();
  }
  return null;
}

/** A text that looks like a version. */
export function versionIn(text: string | null): string | null {
  return text !== null && /^\d[\w.+~-]{0,60}$/.test(text) ? text : null;
}

/** What two words of a maker stand for; null for any other. */
export function flagIn(text: string | null, yes: string, no: string): boolean | null {
  return text === yes ? true : text === no ? false : null;
}
