import {cli} from '../../model/ask.ts';
import {configReading} from '../config/running.ts';

/** The whole configuration; only a privileged session is shown it. */
export const runningConfig = cli('show running-config', {privilege: 'root', seconds: 120, limit: 4_194_304});

/** What the user types below `banner login` is no statement, whatever it looks like. */
const banner = /^banner login[ \t]*\n(?:(?!!).*\n)*/gm;

export function bannerLogin(text: string): string | null {
  const block = text.replaceAll('\r', '').match(banner)?.at(-1);
  return block === undefined ? null : block.split('\n').slice(1).join('\n').trim();
}

export const awplusForm = {
  id: runningConfig.id,
  sign: /^(?:no )?service (?:password-encryption|ssh|telnet|http)\b|^line (?:con|vty) \d/m,
  end: /(?:^|\n)end$/,
  prepare: (text: string) => text.replace(banner, ''),
};

export const fromConfig = configReading(runningConfig, awplusForm);
