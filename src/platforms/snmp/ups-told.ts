import type {UpsState} from '../../model/device/index.ts';

/** What one MIB tells; null: nothing, or nothing sure. */
export type Told = {readonly [K in keyof UpsState]: UpsState[K] | null};
export type Battery = UpsState['battery'];
export type Test = UpsState['lastTest'];

export const pick = <T>(value: number | null, names: Readonly<Record<number, T>>): T | null =>
  value === null ? null : (names[value] ?? null);
export const whether = (value: number | null, yes: readonly number[], no: readonly number[]): boolean | null =>
  value === null ? null : yes.includes(value) ? true : no.includes(value) ? false : null;
/** -1 and values out of range stand for "not known" on many agents. */
export const percent = (value: number | null): number | null =>
  value !== null && value >= 0 && value <= 300 ? value : null;
/** No battery lasts for a year: agents tell the greatest number they know instead of nothing. */
export const minutes = (value: number | null, unit: number): number | null =>
  value === null || value < 0 || value / unit > 525_600 ? null : Math.floor(value / unit);
