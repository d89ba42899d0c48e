/** Parts of the answer of the ask `clock`; null where a line is not what it should be. */
export interface ClockReading {
  /** Milliseconds since 1970. `fine`: the clock was read to the millisecond, else to the second. */
  readonly time: {readonly milliseconds: number; readonly fine: boolean; readonly utcOffset: string} | null;
  readonly upSeconds: number | null;
  readonly architecture: string | null;
}

const clockLine = /^(?<seconds>\d{9,11})\.(?<nanos>\d{9}|%N|) ?(?<zone>[+-]\d{4})$/;
const uptimeLine = /^(?<seconds>\d{1,12})(?:\.\d{1,6})?$/;
const machineLine = /^[a-z][\w.-]{1,30}$/i;

function timeOf(line: string): ClockReading['time'] {
  const groups = clockLine.exec(line)?.groups;
  if (groups === undefined) return null;
  const fine = /^\d/.test(groups['nanos'] ?? '');
  const milliseconds = Number(groups['seconds']) * 1000 + (fine ? Math.floor(Number(groups['nanos']) / 1e6) : 0);
  return {milliseconds, fine, utcOffset: groups['zone'] ?? ''};
}

export function readClock(text: string): ClockReading {
  const lines = text.split('\n', 8).map((line) => line.trim());
  const up = lines.map((line) => uptimeLine.exec(line)?.groups?.['seconds']).find((seconds) => seconds !== undefined);
  return {
    time: lines.map(timeOf).find((time) => time !== null) ?? null,
    upSeconds: up === undefined ? null : Number(up),
    architecture: lines.find((line) => machineLine.test(line)) ?? null,
  };
}
