import {minutesOfDay} from '../model/zoned-time.ts';

function parse(window: string): {from: number; to: number} {
  const [from = 0, to = 0] = window.split('-').map((time) => {
    const [hours = '0', minutes = '0'] = time.split(':');
    return Number(hours) * 60 + Number(minutes);
  });
  return {from, to};
}

/** Whether an instant lies in a daily window `HH:MM-HH:MM`, end excluded; the window may span midnight. */
export function isInWindow(window: string, instant: Date, timezone: string): boolean {
  const {from, to} = parse(window);
  const now = minutesOfDay(instant, timezone);
  return from <= to ? now >= from && now < to : now >= from || now < to;
}
