/** Minutes since midnight of an instant, in an IANA time zone. */
function minutesOfDay(instant: Date, timezone: string): number {
  // eslint-disable-next-line no-restricted-globals -- the only time-zone database there is; digits only, no locale text.
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [hours = '0', minutes = '0'] = format.format(instant).split(':');
  return Number(hours) * 60 + Number(minutes);
}

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
