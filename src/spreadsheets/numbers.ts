import type {NumberFormat} from './formats.ts';

const dayMs = 86_400_000;
const lastDay = 2_958_465;

/** Days between 1970-01-01 and day 0 of the workbook. */
function epoch(serial: number, from1904: boolean): number {
  if (from1904) return -24_107;
  // Excel knows a 29 February 1900, which is day 60.
  return serial < 60 ? -25_568 : -25_569;
}

/** `2027-03-31`, with a time of day `2027-03-31 09:30` or `…:15`; a time alone is `09:30`. Null where Excel shows none. */
export function dateText(serial: number, from1904: boolean): string | null {
  const day = Math.floor(serial);
  if (serial < 0 || day > lastDay || (day === 60 && !from1904)) return null;
  const ms = Math.round(((serial + epoch(serial, from1904)) * dayMs) / 1000) * 1000;
  const [date = '', rest = ''] = new Date(ms).toISOString().split('T');
  const time = rest.slice(0, rest.startsWith('00', 6) ? 5 : 8);
  if (day === 0 && !from1904) return time;
  return time === '00:00' ? date : `${date} ${time}`;
}

/** A number as it stands in the cell; null when it is none. */
export function numberText(stored: string, format: NumberFormat, from1904: boolean): string | null {
  const number = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(number)) return null;
  if (format.kind === 'date') return dateText(number, from1904) ?? String(number);
  if (format.kind === 'zeros' && Number.isInteger(number) && number >= 0) {
    return String(number).padStart(format.digits, '0');
  }
  return String(number);
}
