const predefined: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['gt', '>'],
  ['lt', '<'],
  ['quot', '"'],
]);

const character = (code: number): string | undefined =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;

function referred(hex: string | undefined, decimal: string | undefined, name: string | undefined): string | undefined {
  if (hex !== undefined) return character(Number.parseInt(hex, 16));
  if (decimal !== undefined) return character(Number(decimal));
  return predefined.get(name ?? '');
}

/**
 * Text of XML with its references put in: characters by number, those of control too, which nmap writes, and the five names
 * that XML has by itself. null: another name, or no character. The parser's own way knows none beyond U+FFFF, such as 𠮷.
 */
export function decodeEntities(text: string): string | null {
  if (!text.includes('&')) return text;
  let lost = 0;
  const decoded = text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (all, hex?: string, decimal?: string, name?: string) => {
      const found = referred(hex, decimal, name);
      if (found === undefined) lost += 1;
      return found ?? all;
    },
  );
  return lost === 0 ? decoded : null;
}
