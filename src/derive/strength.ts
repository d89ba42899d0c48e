import {z} from 'zod';
import {cryptoClasses, type CryptoAlgorithm} from '../model/data.ts';
import {field} from '../model/probe.ts';

const strengths = [...cryptoClasses, 'unlisted'] as const;
export type Strength = (typeof strengths)[number];

/** Field that tells how something is classed in `checks/data/crypto.yaml`. */
export const strengthField = field(z.enum(strengths), 'Class', '区分', {
  values: {
    recommended: {en: 'recommended', ja: '推奨'},
    acceptable: {en: 'acceptable', ja: '許容'},
    deprecated: {en: 'to be replaced', ja: '要移行'},
    forbidden: {en: 'forbidden', ja: '使用禁止'},
    unlisted: {en: 'not classed', ja: '未分類'},
  },
});

/** What has a name and a class, as derived facts hold it. */
export interface Classed {
  readonly name: string;
  readonly class: Strength;
}

/** Whether a name fits a pattern in which `*` stands for anything. */
function fits(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  if (!name.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

/** Class of an algorithm by the list of its kind; `bits`: length of the key, null where it is not known or has none. */
export function strengthOf(list: readonly CryptoAlgorithm[], name: string, bits: number | null = null): Strength {
  const found = list.find((entry) => {
    if (!fits(entry.name, name)) return false;
    return entry.bits === null || (bits !== null && bits >= entry.bits);
  });
  return found?.class ?? 'unlisted';
}
