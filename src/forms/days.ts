import {isDay} from '../model/zoned-time.ts';

const western = /^(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?$/u;
const japanese = /^(?<era>令和|平成|[rh])(?<count>\d{1,2}|元)[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?$/iu;

/** The year before the first of an era. */
const before: Readonly<Record<string, number>> = {令和: 2018, r: 2018, 平成: 1988, h: 1988};

function yearOf({year, era = '', count}: Readonly<Record<string, string | undefined>>): number {
  if (year !== undefined) return Number(year);
  return (before[era.toLowerCase()] ?? 0) + (count === '元' ? 1 : Number(count));
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
  const found = `${yearOf(groups)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(found) ? found : null;
}
