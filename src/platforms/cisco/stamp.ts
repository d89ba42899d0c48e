import {monthNumber} from '../text/clock.ts';
const form =
  /(\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))? (\S{1,16}) (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{4})/;

/** A time of the device, `15:09:24.123 JST Mon Mar 1 2021`: comparable within one zone; `fine`: in milliseconds. null: there is none. */
export function readStamp(text: string): {readonly at: number; readonly zone: string; readonly fine: boolean} | null {
  const match = form.exec(text);
  if (match === null) return null;
  const [, h, m, s, f, zone = '', month = '', day, year] = match;
  const number = monthNumber(month);
  if (number === null) return null;
  const fine = f !== undefined;
  return {
    at: Date.UTC(Number(year), number - 1, Number(day), Number(h), Number(m), Number(s), Number(f ?? 0)),
    zone,
    fine,
  };
}
