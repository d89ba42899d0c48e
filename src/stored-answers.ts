import {kitAsk} from './model/kit.ts';
import type {NewExchange} from './transports/index.ts';

/** What was found by others than us, by the id of the asset that it is told of, or of the site. */
export type StoredAnswers = ReadonlyMap<string, readonly NewExchange[]>;

/** All of them, in the order given. */
export function mergeStored(all: readonly StoredAnswers[]): StoredAnswers {
  const merged = new Map<string, readonly NewExchange[]>();
  for (const stored of all)
    for (const [id, exchanges] of stored) merged.set(id, [...(merged.get(id) ?? []), ...exchanges]);
  return merged;
}

/** Whether the questions to an asset were put by a kit. */
export function isToldByKit(stored: StoredAnswers, asset: string): boolean {
  return stored.get(asset)?.some(({ask}) => ask === kitAsk) ?? false;
}
