import {files} from '../../model/ask.ts';
import {readAptOptions, type AptOptions} from './apt-conf.ts';
import type {Reading} from './reading.ts';

const parts = '/etc/apt/apt.conf.d/*';
const main = '/etc/apt/apt.conf';

export const aptFiles = files(parts, main);

/** apt reads names without a dot, or that end in `.conf`, of these characters alone; then the main file. */
const readByApt = /^\/etc\/apt\/apt\.conf\.d\/(?:[\w-]+|[\w.-]+\.conf)$/;

export function readAptFiles(read: Reading): AptOptions {
  const texts = read
    .files(parts)
    .filter((file) => readByApt.test(file.path))
    .map((file) => file.text);
  const last = read.file(main)?.text;
  return readAptOptions(last === undefined ? texts : [...texts, last]);
}
