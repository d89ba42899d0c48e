import type {DeviceFacts, DeviceVpn} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {gradeOf} from '../text/grade.ts';
import {distinct, groupedBy} from '../text/order.ts';
import {configAsk, find, readSettings, setting} from './settings.ts';

type Proposal = DeviceVpn['proposals'][number];

const ciphers: Readonly<Record<string, string>> = {
  ...{'des-cbc': 'des', '3des-cbc': '3des', 'aes-cbc-128': 'aes128', 'aes-cbc-192': 'aes192', 'aes-cbc-256': 'aes256'},
};
const hashes: Readonly<Record<string, string>> = {
  ...{
    'hmac-md5': 'md5',
    'hmac-sha1': 'sha1',
    'hmac-sha256': 'sha256',
    'hmac-sha384': 'sha384',
    'hmac-sha512': 'sha512',
  },
};
const groups: Readonly<Record<string, number>> = {
  modp768: 1,
  modp1024: 2,
  modp1536: 5,
  modp2048: 14,
  modp3072: 15,
  modp4096: 16,
};

function known<T>(word: string | null, names: Readonly<Record<string, T>>): T[] {
  const found = word === null ? undefined : names[word];
  return found === undefined ? [] : [found];
}

/** `ids`: numbers of the proposals of IKE that the place has. */
function proposalsOf(settings: readonly string[], place: string, ids: readonly string[]): Proposal[] {
  const of = (words: string): string | null => setting(settings, `${place} ${words}`);
  const version = of('ipsec type') === 'ikev2' ? ('ikev2' as const) : ('ikev1' as const);
  const mode = of('ike mode');
  const key = of('ike shared key text') ?? of('ike shared key hex');
  const first = ids.map((id): Proposal => ({
    ...{name: `${place} ike ${id}`, phase: 'ike', version, aggressive: mode === null ? null : mode === 'aggressive'},
    encryption: known(of(`ike proposal ${id} encrypt`), ciphers),
    integrity: known(of(`ike proposal ${id} hash`), hashes),
    dhGroups: known(of(`ike proposal ${id} pfs`), groups),
    keyGrade: gradeOf(key ?? ''),
  }));
  const second: Proposal = {
    ...{name: `${place} ipsec`, phase: 'ipsec', version, aggressive: null, keyGrade: null},
    encryption: known(of('ipsec ike encrypt'), ciphers),
    integrity: known(of('ipsec ike auth'), hashes),
    dhGroups: known(of('ipsec ike pfs'), groups),
  };
  return [...first, second];
}

export const deviceVpn: Reading<DeviceFacts['deviceVpn']> = {
  ask: [configAsk],
  parse(answers) {
    const settings = readSettings(answers);
    const places = find(settings, /^(?<place>(?:remote|template) \d+ ap \d+) ipsec type (?:ike|ikev2)$/).map(
      ({groups: told}) => told['place'] ?? '',
    );
    const lines = find(settings, /^(?<place>(?:remote|template) \d+ ap \d+) ike proposal (?<id>\d+) /);
    const ids = groupedBy(lines, ({groups: told}) => [told['place'] ?? '']);
    const proposals = distinct(places).flatMap((place) => {
      const own = (ids.get(place) ?? []).map(({groups: told}) => told['id'] ?? '');
      return proposalsOf(settings, place, distinct(own));
    });
    const value = {proposals, remoteAccess: settings.some((line) => /^l2tp server\b/.test(line)) ? ['l2tp'] : []};
    // What is proposed where nothing is set is not known.
    const open = proposals.some(({encryption, integrity}) => encryption.length === 0 || integrity.length === 0);
    const other = settings.some(
      (line) => /^(?:remote|template) \d+ ap \d+ ipsec type (?!ike)/.test(line) || /^template \d+ .*\bike /.test(line),
    );
    return open || other ? partial(value, 'unsupported') : whole(value);
  },
};
