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
/** As units and scripts put them: of an option that is given twice, sshd takes the first. */
const variables = ['OPTIONS', 'SSHD_OPTS', 'CRYPTO_POLICY'];
const harmless = new Set(['-D', '-e', '-4', '-6', '-q']);

/** Options given on sshd's command line; `strange` counts those that were not understood. */
export interface CommandLine {
  readonly settings: SshdSettings;
  readonly strange: number;
}

function optionsOf(files: readonly FileText[]): string[] {
  const values = new Map<string, string>();
  // An empty CRYPTO_POLICY in /etc/sysconfig/sshd switches the policy off, so the later file wins.
  for (const file of files) {
    for (const [name, value] of assignmentsOf(file.text)) {
      if (variables.includes(name)) values.set(name, unquoted(value));
    }
  }
  return variables.flatMap((name) => words(values.get(name) ?? ''));
}

/** What `-oKeyword=value` options set; they win over every file. `files` in the order of `sshdOptionFiles`. */
export function commandLineOf(files: readonly FileText[]): CommandLine {
  const settings = new Map<string, string[]>();
  let strange = 0;
  const options = optionsOf(files);
  for (let index = 0; index < options.length; index += 1) {
    const option = options[index] ?? '';
    const joined = option === '-o' ? `-o${options[(index += 1)] ?? ''}` : option;
    const found = joined.startsWith('-o') ? keywordOf(joined.slice(2)) : null;
    if (found) settings.set(found.name, settings.get(found.name) ?? [found.value]);
    else if (!harmless.has(option)) strange += 1;
  }
  return {settings, strange};
}
