import {files} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, partial, whole, type Answers, type Parsed} from '../model/probe.ts';
import {dropbearPaths, hostKeyPattern, sshdAsks, sshdConfigPaths, sshdEffectiveAsk} from './asks/sshd.ts';
import {attempt} from './parse/attempt.ts';
import {assignmentsOf, unquoted} from './parse/config-lines.ts';
import {untilEnd} from './parse/ended.ts';
import {settingsOfOutput, type SshdSettings} from './parse/sshd-config.ts';
import {publicKey} from './parse/ssh-key.ts';
import {defaultsOf} from './parse/sshd-defaults.ts';
import {effectiveOf} from './parse/sshd-effective.ts';
import {sshdFilesOf, type SshdWritten} from './parse/sshd-files.ts';
import {Sshd} from './parse/sshd-schema.ts';

const release = '/etc/os-release';

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

/** Asked itself, sshd reads its own file too, and not that which the running one was told to read. @throws Gap */
function demandThisConfig({line}: SshdWritten): SshdWritten['line'] {
  if (line.elsewhere) throw new Gap('not-collected', 'sshd is told to read another configuration');
  return line;
}

function writtenOrGap(answers: Answers): SshdWritten | Gap {
  try {
    return sshdFilesOf(answers);
  } catch (error) {
    if (error instanceof Gap) return error;
    throw error;
  }
}

function fromOutput(answers: Answers, output: SshdSettings, common: Common): Parsed<Sshd> {
  const base = {installed: true, source: 'effective', ...common} as const;
  const written = writtenOrGap(answers);
  if (written instanceof Gap)
    return partial({...base, effective: effectiveOf(output), matchBlocks: []}, written.reason);
  const {config} = written;
  const line = demandThisConfig(written);
  const value: Sshd = {
    ...base,
    effective: effectiveOf(merged(line.settings, output)),
    matchBlocks: [...config.matchBlocks],
  };
  return config.unresolved.length + config.strange + line.strange === 0 ? whole(value) : partial(value);
}

function fromFiles(answers: Answers, common: Common): Parsed<Sshd> {
  const written = sshdFilesOf(answers);
  const {config} = written;
  const line = demandThisConfig(written);
  const [unread] = config.unresolved;
  if (unread !== undefined) throw new Gap('not-collected', `Include ${unread}`);
  const defaults = defaultsOf(attempt(() => answers.file(release)));
  const effective = effectiveOf(merged(line.settings, config.settings, defaults));
  // Algorithms that no file names depend on the version.
  return partial({installed: true, source: 'files', effective, matchBlocks: [...config.matchBlocks], ...common});
}

/** sshd -T, sshd_config(5), and what distributions add on the command line. */
export const sshd = defineProbe({
  fact: 'sshd',
  title: {en: 'SSH server configuration', ja: 'SSHサーバの設定'},
  cost: 'cheap',
  schema: Sshd,
  ask: {linux: [...sshdAsks, ...files(release)]},
  parse(answers) {
    const {lines: told, ended} = untilEnd(answers.command(sshdEffectiveAsk.id).text);
    const [first = '', second = '', ...lines] = told;
    if (!/^[+-]sshd$/.test(first) || !/^[+-]dropbear$/.test(second)) {
      throw new Gap('unsupported', 'no answer about sshd');
    }
    const {hostKeys, complete} = hostKeysOf(answers);
    const common = {hostKeys, dropbear: dropbearOf(answers, second === '+dropbear')};
    const seen = (found: Parsed<Sshd>): Parsed<Sshd> => (complete && ended ? found : {...found, complete: false});
    if (first === '-sshd') {
      demandNoConfig(answers);
      return seen(whole({installed: false, source: null, effective: null, matchBlocks: [], ...common}));
    }
    const output = settingsOfOutput(lines);
    if (output.has('permitrootlogin') && output.has('passwordauthentication')) {
      return seen(fromOutput(answers, output, common));
    }
    return seen(fromFiles(answers, common));
  },
});
