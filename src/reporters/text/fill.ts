/**
 * A catalogue sentence with its `{name}` places filled.
 * @throws Error when a place has no value, so that a sentence never shows a bare `{name}`.
 */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in: ${sentence}`);
    return String(value);
  });
}
