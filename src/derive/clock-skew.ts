import {z} from 'zod';
import {defineSiteFact} from '../model/derived.ts';
import {Gap} from '../model/fact.ts';
import {field, partial, whole} from '../model/probe.ts';
import {wanted} from './inputs.ts';

const milliseconds = {unit: {en: 'ms', ja: 'ミリ秒'}};

const Clock = z.object({offsetLowMs: z.number(), offsetHighMs: z.number()});

const ClockSkew = z.object({
  maxSpreadMs: field(z.number().nullable(), 'Largest difference possible', '考えられる最大の差', milliseconds),
  minSpreadMs: field(z.number().nullable(), 'Largest difference proved', '確認できた最大の差', milliseconds),
  assets: field(
    z.array(
      z.object({
        asset: field(z.string(), 'Asset', '資産'),
        lowMs: field(z.number(), 'Offset at least', '時刻差の下限', milliseconds),
        highMs: field(z.number(), 'Offset at most', '時刻差の上限', milliseconds),
        apartMs: field(z.number(), 'Proved difference from another asset', '他の資産との確実な差', milliseconds),
      }),
    ),
    'Clocks',
    '時計',
  ),
  unknownAssets: field(z.int(), 'Assets of which it is unknown', '確認できない資産', {unit: {en: 'assets', ja: '台'}}),
});

interface Range {
  readonly asset: string;
  readonly lowMs: number;
  readonly highMs: number;
}

interface State {
  readonly ranges: Range[];
  unknown: number;
}

interface Extremes {
  readonly lowest: number;
  readonly highest: number;
  /** The clock that is surely fast is the one with the highest lower bound, and the other way round. */
  readonly fast: number;
  readonly slow: number;
}

function extremesOf(ranges: readonly Range[]): Extremes {
  return ranges.reduce(
    (all, {lowMs, highMs}) => ({
      lowest: Math.min(all.lowest, lowMs),
      highest: Math.max(all.highest, highMs),
      fast: Math.max(all.fast, lowMs),
      slow: Math.min(all.slow, highMs),
    }),
    {lowest: Infinity, highest: -Infinity, fast: -Infinity, slow: Infinity},
  );
}

/**
 * How far the clocks of the site lie apart. An offset is known as a range, so is the difference: `minSpreadMs` is proved,
 * `maxSpreadMs` is the most it can be. Both are null when there are not two clocks, or when a clock could not be read;
 * `assets` then still tells what was proved.
 */
export const clockSkew = defineSiteFact({
  scope: 'site',
  fact: 'clockSkew',
  title: {en: 'Differences between clocks', ja: '資産間の時刻差'},
  schema: ClockSkew,
  reads: ['clock'],
  kinds: ['server', 'terminal', 'network-device', 'control-pc'],
  start: (): State => ({ranges: [], unknown: 0}),
  add(state, asset, facts) {
    const clock = wanted(facts, 'clock', Clock);
    if (!clock?.complete) state.unknown += 1;
    if (clock !== null) {
      const {offsetLowMs, offsetHighMs} = clock.value;
      state.ranges.push({asset: asset.id, lowMs: offsetLowMs, highMs: offsetHighMs});
    }
    return state;
  },
  finish({ranges, unknown}) {
    if (ranges.length === 0 && unknown > 0) throw new Gap('not-collected', `clock of ${unknown} assets`);
    const {lowest, highest, fast, slow} = extremesOf(ranges);
    const told = unknown === 0 && ranges.length > 1;
    const assets = ranges.map((range) => ({
      ...range,
      apartMs: Math.max(0, fast - range.highMs, range.lowMs - slow),
    }));
    assets.sort((a, b) => (a.asset < b.asset ? -1 : 1));
    const value = {
      maxSpreadMs: told ? highest - lowest : null,
      minSpreadMs: told ? Math.max(0, fast - slow) : null,
      assets,
      unknownAssets: unknown,
    };
    return unknown === 0 ? whole(value) : partial(value);
  },
});
