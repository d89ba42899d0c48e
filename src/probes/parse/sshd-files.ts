import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {sshdConfigPaths, sshdConfigPatterns} from '../asks/sshd.ts';
import {readSshdConfig, type SshdFiles} from './sshd-config.ts';
import {commandLineOf, sshdOptionFiles, type CommandLine} from './sshd-options.ts';

export interface SshdWritten {
  readonly config: SshdFiles;
  readonly line: CommandLine;
}

/** sshd's configuration as it is written down: its files and the options of its command line. @throws Gap */
export function sshdFilesOf(answers: Answers): SshdWritten {
  const main = sshdConfigPaths.map((path) => answers.file(path)).find((file) => file !== null);
  if (main === undefined) throw new Gap('unsupported', 'sshd_config not found');
  const more = sshdConfigPatterns.map((pattern) => answers.files(pattern));
  if (more.some(({complete}) => !complete)) throw new Gap('permission-denied', 'sshd_config.d');
  const options = sshdOptionFiles.map((path) => answers.file(path)).filter((file) => file !== null);
  const known = [...more.flatMap(({files}) => files), ...options];
  return {
    config: readSshdConfig(main, known, [...sshdConfigPatterns, ...sshdOptionFiles]),
    line: commandLineOf(options),
  };
}
