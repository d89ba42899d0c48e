import {readSshdConfig, settingsOfOutput} from '../../src/probes/parse/sshd-config.ts';
import {redacted} from './answers.ts';
import type {Values} from './compare.ts';
import type {Reader} from './jc-readers.ts';

/** jc tells a setting as words or as a list, and a `+` in front of it on its own: held against each other as sorted words. */
function wordsOf(value: unknown): string[] {
  const texts = Array.isArray(value) ? value.map(String) : [String(value)];
  return texts
    .flatMap((text) => text.replace(/^[-+^]/, '').split(/[\s,]+/))
    .filter((word) => word !== '')
    .sort();
}

function tableOf(entries: Iterable<readonly [string, unknown]>): Values {
  return Object.fromEntries([...entries].map(([name, value]) => [name, wordsOf(value)]));
}

/** jc splits these into parts of its own, or keeps a name that OpenSSH has given up. */
const toldOtherwise = new Set([
  'ipqos',
  'subsystem',
  'maxstartups',
  'rekeylimit',
  'subsystem_command',
  'include',
  'match',
]);
const formerNames: Readonly<Record<string, string>> = {challengeresponseauthentication: 'kbdinteractiveauthentication'};

function comparable(entries: readonly (readonly [string, unknown])[]): Values {
  const known = entries.filter(
    ([name]) => !name.endsWith('_strategy') && ![...toldOtherwise].some((other) => name.startsWith(other)),
  );
  return tableOf(known.map(([name, value]) => [formerNames[name] ?? name, value]));
}

const expected = (json: Readonly<Record<string, unknown>>): Values => comparable(Object.entries(json));

/** Output of `sshd -T`. */
export const sshdOutputReader: Reader = {
  expected,
  actual: (text) => comparable([...settingsOfOutput(redacted(text).split('\n'))]),
};

export const sshdConfigReader: Reader = {
  expected,
  actual: (text) => {
    const main = {path: '/etc/ssh/sshd_config', text: redacted(text), cut: false};
    return comparable([...readSshdConfig(main, [], []).settings]);
  },
};
