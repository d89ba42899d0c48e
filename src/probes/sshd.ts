import {Gap} from '../model/fact.ts';
import {defineProbe, partial, whole, type Answers, type Parsed} from '../model/probe.ts';
import {dropbearPaths, hostKeyPattern, sshdAsks, sshdConfigPaths} from './asks/sshd.ts';
import {assignmentsOf, unquoted} from './parse/config-lines.ts';
import {sshdAnswerOf} from './parse/sshd-answer.ts';
import type {SshdSettings} from './parse/sshd-config.ts';
import {publicKey} from './parse/ssh-key.ts';
import {sshdDefaults} from './parse/sshd-defaults.ts';
import {effectiveOf} from './parse/sshd-effective.ts';
import {sshdFilesOf} from './parse/sshd-files.ts';
import type {CommandLine} from './parse/sshd-options.ts';
import {demandUnderstood, runningLine} from './parse/sshd-running.ts';
import {Sshd} from './parse/sshd-schema.ts';

function dropbearOf(answers: Answers, installed: boolean): Sshd['dropbear'] {
  const values = dropbearPaths.map((path) => assignmentsOf(answers.file(path)?.text ?? ''));
  const found = values.flatMap((value) => [value.get('DROPBEAR_EXTRA_ARGS'), value.get('DROPBEAR_OPTS')]);
  const options = found.find((value) => value !== undefined);
  return {installed, options: options === undefined ? null : unquoted(options)};
}

function hostKeysOf(answers: Answers): {readonly hostKeys: Sshd['hostKeys']; readonly complete: boolean} {
  const {files: found, complete} = answers.files(hostKeyPattern);
  const hostKeys = found.flatMap(({path, text}) => {
    const key = publicKey(text);
    return key === null ? [] : [{path, ...key}];
  });
  return {hostKeys, complete: complete && hostKeys.length === found.length};
}

/** Without sshd on the search path its configuration should not be there either: then it runs from elsewhere, or was removed. */
function demandNoConfig(answers: Answers): void {
  const left = sshdConfigPaths.find((path) => answers.file(path) !== null);
  if (left !== undefined) throw new Gap('unsupported', `${left} is there, but no sshd on the search path`);
}

/** Settings of the first layer that has them. */
function merged(...layers: readonly SshdSettings[]): SshdSettings {
  return new Map(layers.toReversed().flatMap((layer) => [...layer]));
}

type Common = Pick<Sshd, 'hostKeys' | 'dropbear'>;

function filesOrGap(answers: Answers, running: CommandLine | null): ReturnType<typeof sshdFilesOf> | Gap {
  try {
    return sshdFilesOf(answers, running);
  } catch (error) {
    if (error instanceof Gap) return error;
    throw error;
  }
}

function fromOutput(answers: Answers, output: SshdSettings, running: CommandLine | null, common: Common): Parsed<Sshd> {
  const base = {installed: true, source: 'effective', ...common} as const;
  const files = filesOrGap(answers, running);
  if (files instanceof Gap) {
    const effective = effectiveOf(merged(running?.settings ?? new Map(), output));
    return partial({...base, effective, matchBlocks: []}, files.reason);
  }
  const {config, line} = files;
  demandUnderstood(line);
  const value: Sshd = {
    ...base,
    effective: effectiveOf(merged(line.settings, output)),
    matchBlocks: [...config.matchBlocks],
  };
  return config.unresolved.length + config.strange === 0 ? whole(value) : partial(value);
}

function fromFiles(answers: Answers, running: CommandLine | null, common: Common): Parsed<Sshd> {
  const {config, line} = sshdFilesOf(answers, running);
  demandUnderstood(line);
  const [unread] = config.unresolved;
  if (unread !== undefined) throw new Gap('not-collected', `Include ${unread}`);
  const effective = effectiveOf(merged(line.settings, config.settings, sshdDefaults(answers)));
  // Algorithms that no file names depend on the version.
  return partial({installed: true, source: 'files', effective, matchBlocks: [...config.matchBlocks], ...common});
}

/** sshd -T, sshd_config(5), and what distributions add on the command line. */
export const sshd = defineProbe({
  fact: 'sshd',
  title: {en: 'SSH server configuration', ja: 'SSHサーバの設定'},
  cost: 'cheap',
  schema: Sshd,
  ask: {linux: sshdAsks},
  parse(answers) {
    const answer = sshdAnswerOf(answers);
    const {installed, dropbear, output, sockets} = answer;
    const ended = answer.ended && sockets !== null;
    const {hostKeys, complete} = hostKeysOf(answers);
    const common = {hostKeys, dropbear: dropbearOf(answers, dropbear)};
    const seen = (found: Parsed<Sshd>): Parsed<Sshd> => (complete && ended ? found : {...found, complete: false});
    if (!installed) {
      demandNoConfig(answers);
      return seen(whole({installed: false, source: null, effective: null, matchBlocks: [], ...common}));
    }
    const line = runningLine(answers, answer);
    if (output.has('permitrootlogin') && output.has('passwordauthentication')) {
      return seen(fromOutput(answers, output, line, common));
    }
    return seen(fromFiles(answers, line, common));
  },
});
