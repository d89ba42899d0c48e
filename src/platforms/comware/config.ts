import {cli} from '../../model/ask.ts';
import {configReading} from '../config/running.ts';

export const runningConfig = cli('display current-configuration', {privilege: 'root', seconds: 120, limit: 4_194_304});

/** A part between two lines of `#` that begins with a space is no block: all of its lines are of the highest level. */
function flatten(part: string): string {
  return /^\s*\n? \S/.test(part) ? part.replaceAll(/^ /gm, '') : part;
}

export const comwareForm = {
  id: runningConfig.id,
  sign: /^ version \d{1,2}\.\d{1,3}(?:\.\d{1,4})?, (?:Release|Feature|ESS|Alpha|Demo|Customer) \S/m,
  end: /(?:^|\n)return$/,
  prepare: (text: string) =>
    text
      .split(/^#\s*$/m)
      .map(flatten)
      .join('\n#\n'),
};

export const fromConfig = configReading(runningConfig, comwareForm);
