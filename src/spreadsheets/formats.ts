import {readXml} from './xml.ts';

/** How a number is shown: as it is, as a date or time, or with leading zeros up to so many digits. */
export type NumberFormat =
  {readonly kind: 'plain'} | {readonly kind: 'date'} | {readonly kind: 'zeros'; digits: number};

const plain: NumberFormat = {kind: 'plain'};

// 27 to 36 and 50 to 58 are the dates of the Japanese, Chinese and Korean editions.
const dateIds: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Format of a code such as `yyyy/m/d`, `[$-411]ggge"年"m"月"d"日"`, `0000` or `#,##0`. */
export function formatOfCode(code: string): NumberFormat {
  if (/^0+$/.test(code)) return {kind: 'zeros', digits: code.length};
  const first = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gu, '').split(';')[0] ?? '';
  const bare = first.replaceAll(/general|e[+-]/giu, '');
  return /[ymdhsge]/iu.test(bare) ? {kind: 'date'} : plain;
}

function formatOfId(id: number, codes: ReadonlyMap<number, string>): NumberFormat {
  const code = codes.get(id);
  if (code !== undefined) return formatOfCode(code);
  return dateIds.some(([from, to]) => id >= from && id <= to) ? {kind: 'date'} : plain;
}

/** Number formats by the index that cells name (`s`). */
export function readFormats(xml: string): readonly NumberFormat[] {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) ids.push(Number(attributes['numFmtId'] ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return ids.map((id) => formatOfId(id, codes));
}
