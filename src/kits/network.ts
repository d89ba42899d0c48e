import {canonicalJson} from '../model/canonical.ts';
import {sha256Hex} from '../model/digest.ts';
import type {Cost} from '../model/ask.ts';
import type {CliText} from '../model/plan.ts';
import type {Platform} from '../model/platform.ts';
import {textsOf} from '../plan/texts.ts';
import {identifyText} from '../platforms/identification.ts';
import {platforms} from '../platforms/index.ts';
import {probes} from '../probes/index.ts';
import type {Kit} from './kit.ts';
import {commandSheet} from './network/sheet.ts';

const texts = textsOf(probes, new Set());

/** What is typed into a device, by which it can be told what it is as well; null: it has no command line. */
export function typedInto(platform: Platform, costs: readonly Cost[]): CliText | null {
  const text = texts.cli(platform, {id: costs.join(' '), costs});
  if (text === null) return null;
  const identifying = identifyText([platform]).asks.filter(({run}) => text.asks.every((ask) => ask.run !== run));
  return {...text, asks: [...identifying, ...text.asks]};
}

export const typed: readonly Platform[] = platforms.filter(({cli}) => cli !== undefined);

/** The commands that a scan would type, for a person to paste; the answers come back as the log of the terminal. */
export const networkKit: Kit = {
  id: 'network',
  title: {en: 'Network devices: commands to paste', ja: 'ネットワーク機器（貼り付けるコマンド）'},
  platforms: typed.map(({id}) => id),
  write: ({platform, costs, tool}) => {
    const text = typedInto(platform, costs);
    if (text === null) throw new Error(`${platform.id} has no command line`);
    const questions = sha256Hex(canonicalJson(text));
    const sheetFor = (id: string): string => commandSheet({platform, text, id, questions, tool});
    const id = sha256Hex(sheetFor('0'.repeat(16))).slice(0, 16);
    const name = `mizumori-kit-${platform.id}.txt`;
    return {name, text: sheetFor(id), encoding: 'utf8', mode: 0o644, id, questions, asks: text.asks};
  },
  answers: null,
};
