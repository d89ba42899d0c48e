import type {FileText} from '../../model/probe.ts';
import {assignmentsOf, unquoted, words} from './config-lines.ts';
import {keywordOf, type SshdSettings} from './sshd-config.ts';

/** Files that hold options for sshd's command line, and the variables that do. */
export const sshdOptionFiles = [
  '/etc/crypto-policies/back-ends/opensshserver.config',
  '/etc/sysconfig/sshd',
  '/etc/sysconfig/ssh',
  '/etc/default/ssh',
  '/etc/conf.d/sshd',
] as const;
/** The last one is OpenRC's own: where it is set, SSHD_OPTS is not read. */
const variables = ['CRYPTO_POLICY', 'OPTIONS', 'SSHD_OPTS', 'command_args'];
/** OpenRC: where the configuration is, if elsewhere. */
const places = new Map([
  ['SSHD_CONFDIR', '/etc/ssh'],
  ['SSHD_CONFIG', '/etc/ssh/sshd_config'],
  ['cfgfile', '/etc/ssh/sshd_config'],
]);
const harmless = new Set(['-D', '-e', '-4', '-6', '-q']);

/** Options given on sshd's command line; `strange` counts those that were not understood. `elsewhere`: sshd reads another file. */
export interface CommandLine {
  readonly settings: SshdSettings;
  readonly strange: number;
  readonly elsewhere: boolean;
}

/** Options in the order of `files`, and whether a variable points to a configuration that is not read. */
function optionsOf(files: readonly FileText[]): {readonly options: string[]; readonly elsewhere: boolean} {
  const values = new Map<string, string>();
  let elsewhere = false;
  // An empty CRYPTO_POLICY in /etc/sysconfig/sshd switches the policy off, so the later file wins.
  for (const file of files) {
    for (const [name, value] of assignmentsOf(file.text)) {
      const place = places.get(name);
      if (place !== undefined && unquoted(value) !== place) elsewhere = true;
      if (variables.includes(name)) values.set(name, unquoted(value));
    }
  }
  if ((values.get('command_args') ?? '') !== '') values.delete('SSHD_OPTS');
  return {options: [...values.values()].flatMap(words), elsewhere};
}

/** `-f FILE`, also as one word. */
function readsOther(options: readonly string[]): boolean {
  return options.some((option, at) => {
    const file = /^-[46Deq]{0,5}f(?<file>.{0,500})$/.exec(option)?.groups?.['file'];
    return file !== undefined && (file === '' ? options[at + 1] : file) !== '/etc/ssh/sshd_config';
  });
}

/** What `-oKeyword=value` options set; they win over every file. `files` in the order of `sshdOptionFiles`. */
export function commandLineOf(files: readonly FileText[]): CommandLine {
  const settings = new Map<string, string[]>();
  const {options, elsewhere} = optionsOf(files);
  let strange = 0;
  for (let index = 0; index < options.length; index += 1) {
    const option = options[index] ?? '';
    const joined = option === '-o' ? `-o${options[(index += 1)] ?? ''}` : option;
    const found = joined.startsWith('-o') ? keywordOf(joined.slice(2)) : null;
    if (found) settings.set(found.name, settings.get(found.name) ?? [found.value]);
    else if (!harmless.has(option)) strange += 1;
  }
  return {settings, strange, elsewhere: elsewhere || readsOther(options)};
}
