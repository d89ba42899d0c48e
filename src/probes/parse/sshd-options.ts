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
/**
 * As units and scripts put them: of an option that is given twice, sshd takes the first. The last one is OpenRC's own: where it is
 * set, SSHD_OPTS is not read.
 */
const variables = ['OPTIONS', 'SSHD_OPTS', 'CRYPTO_POLICY', 'command_args'];
/** OpenRC: where the configuration is, if elsewhere. */
const places = new Map([
  ['SSHD_CONFDIR', '/etc/ssh'],
  ['SSHD_CONFIG', '/etc/ssh/sshd_config'],
  ['cfgfile', '/etc/ssh/sshd_config'],
]);
const harmless = new Set(['-D', '-e', '-4', '-6', '-i', '-u0']);
/** Options that have a keyword of their own in sshd_config(5). */
const short = new Map([
  ['-p', 'port'],
  ['-g', 'logingracetime'],
]);
const withValue = new Set(['-f', '-h', '-c', '-C', '-E', '-b', '-k']);

/** Options given on sshd's command line. */
export interface CommandLine {
  readonly settings: SshdSettings;
  /** Those that were not understood. */
  readonly strange: readonly string[];
}

/** Another place of the configuration is as good as the option for it. */
function optionsOf(files: readonly FileText[]): string[] {
  const values = new Map<string, string>();
  const elsewhere: string[] = [];
  // An empty CRYPTO_POLICY in /etc/sysconfig/sshd switches the policy off, so the later file wins.
  for (const file of files) {
    for (const [name, value] of assignmentsOf(file.text)) {
      const place = places.get(name);
      if (place !== undefined && unquoted(value) !== place) elsewhere.push('-f', unquoted(value));
      if (variables.includes(name)) values.set(name, unquoted(value));
    }
  }
  if ((values.get('command_args') ?? '') !== '') values.delete('SSHD_OPTS');
  return [...elsewhere, ...variables.flatMap((name) => words(values.get(name) ?? ''))];
}

function settingOf(option: string): {readonly name: string; readonly value: string} | null {
  if (option === '-q') return {name: 'loglevel', value: 'QUIET'};
  if (option.startsWith('-o')) {
    const found = keywordOf(option.slice(2));
    return found?.value === '' ? null : found;
  }
  const name = short.get(option.slice(0, 2));
  return name === undefined ? null : {name, value: option.slice(2)};
}

/** What options like `-oKeyword=value` set; they win over every file, and the first of a keyword over later ones. */
export function argumentsOf(options: readonly string[]): CommandLine {
  const settings = new Map<string, string[]>();
  const strange: string[] = [];
  for (let index = 0; index < options.length; index += 1) {
    const option = options[index] ?? '';
    const value = option === '-o' || short.has(option) || withValue.has(option) ? (options[(index += 1)] ?? '') : '';
    const joined = `${option}${value}`;
    const found = settingOf(joined);
    if (found) settings.set(found.name, settings.get(found.name) ?? [found.value]);
    else if (!harmless.has(option)) strange.push(`${option} ${value}`.trim());
  }
  return {settings, strange};
}

/** What the options in files set. `files` in the order of `sshdOptionFiles`. */
export function commandLineOf(files: readonly FileText[]): CommandLine {
  return argumentsOf(optionsOf(files));
}
