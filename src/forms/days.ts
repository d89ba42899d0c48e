import {isDay} from '../model/zoned-time.ts';

const western = /^(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?$/u;
const japanese = /^(?<era>令和|平成|[rh])(?<count>\d{1,2}|元)[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?$/iu;

interface Era {
  /** The year before its first. */
  readonly before: number;
  /** Years that it has, or may have. */
  readonly years: number;
}

const reiwa: Era = {before: 2018, years: 99};
const heisei: Era = {before: 1988, years: 31};
const eras: Readonly<Record<string, Era>> = {令和: reiwa, r: reiwa, 平成: heisei, h: heisei};

/** null for a year that the era never had. */
function yearOf({year, era = '', count}: Readonly<Record<string, string | undefined>>): number | null {
  if (year !== undefined) return Number(year);
  const {before, years} = eras[era.toLowerCase()] ?? reiwa;
  const number = count === '元' ? 1 : Number(count);
  return number < 1 || number > years ? null : before + number;
}

/**
 * `YYYY-MM-DD` of a day as Excel or a person writes it: `2027-03-31`, `2027/3/31`, `2027年3月31日`, `令和9年3月31日`,
 * `R9.3.31`. Null for what is no day.
 */
export function dayOf(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/gu, '');
  const groups = (western.exec(plain) ?? japanese.exec(plain))?.groups;
  if (groups === undefined) return null;
  const {month = '', day = ''} = groups;
  const year = yearOf(groups);
  if (year === null) return null;
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(found) ? found : null;
}
