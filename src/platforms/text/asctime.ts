import {instant} from './clock.ts';

const form = /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) {1,2}(?<day>\d{1,2}) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/;

/** `Mon Oct 7 06:23:59 2019`, as asctime() of C writes it, as milliseconds of a clock that shows UTC; null for anything else. */
export function readAsctime(text: string): number | null {
  const {year = '', month = '', day = '', time = ''} = form.exec(text)?.groups ?? {};
  return instant({year, month, day, time, offset: '+00:00'});
}
