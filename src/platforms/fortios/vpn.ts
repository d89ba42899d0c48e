import type {DeviceVpn} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {edits, flag, sections, settingOf, value, values, type EditNode} from '../config/edit-tree.ts';
import {distinct, sortedBy} from '../text/order.ts';
import {ofConfig, type Vdom} from './config.ts';

type Proposal = DeviceVpn['proposals'][number];

const integrities = /^(?:md5|sha\d{1,3}|prfsha\d{1,3})$/;

/** `aes256-sha256 chacha20poly1305-prfsha256 null-sha1`: encryption, then integrity; AEAD has none but a PRF. */
function algorithms(words: readonly string[]): {encryption: string[]; integrity: string[]} {
  const parts = words.map((word) => {
    const last = word.lastIndexOf('-');
    const tail = word.slice(last + 1);
    return last > 0 && integrities.test(tail) ? ([word.slice(0, last), tail] as const) : ([word, ''] as const);
  });
  const aead = /gcm|chacha/;
  const integrity = parts.filter(([cipher, hash]) => hash !== '' && !aead.test(cipher)).map(([, hash]) => hash);
  return {encryption: distinct(parts.map(([cipher]) => cipher)), integrity: distinct(integrity)};
}

function groups(node: EditNode): number[] {
  return values(node, 'dhgrp')
    .filter((word) => /^\d{1,3}$/.test(word))
    .map(Number);
}

function phase1({node, prefix}: Vdom): Proposal[] {
  return ['vpn ipsec phase1-interface', 'vpn ipsec phase1'].flatMap((name) =>
    edits(node, name).map((entry) => ({
      name: `${prefix}${entry.name}`,
      phase: 'ike',
      // 1 and main unless set: FortiOS CLI reference, `config vpn ipsec phase1-interface`
      version: value(entry, 'ike-version') === '2' ? 'ikev2' : 'ikev1',
      ...algorithms(values(entry, 'proposal')),
      dhGroups: groups(entry),
      aggressive: value(entry, 'ike-version') === '2' ? null : value(entry, 'mode') === 'aggressive',
      keyGrade: null,
    })),
  );
}

function phase2({node, prefix}: Vdom): Proposal[] {
  return ['vpn ipsec phase2-interface', 'vpn ipsec phase2'].flatMap((name) =>
    edits(node, name).map((entry) => ({
      name: `${prefix}${entry.name}`,
      phase: 'ipsec',
      version: null,
      ...algorithms(values(entry, 'proposal')),
      dhGroups: flag(value(entry, 'pfs')) === false ? [] : groups(entry),
      aggressive: null,
      keyGrade: null,
    })),
  );
}

/** What a proposal leaves out is what the version proposes by itself: it is not told. */
function told(node: EditNode): boolean {
  const names = ['phase1-interface', 'phase1', 'phase2-interface', 'phase2'].map((name) => `vpn ipsec ${name}`);
  const entries = names.flatMap((name) => edits(node, name));
  return entries.every(
    (entry) => values(entry, 'proposal').length > 0 && (value(entry, 'pfs') === 'disable' || groups(entry).length > 0),
  );
}

function remoteAccess({node, prefix}: Vdom): string[] {
  const ssl = sections(node, 'vpn ssl settings').some((section) => {
    const ports = values(section, 'source-interface').length > 0;
    return value(section, 'status') !== 'disable' && ports;
  });
  const dial = edits(node, 'vpn ipsec phase1-interface').filter((entry) => value(entry, 'type') === 'dynamic');
  const simple = ['l2tp', 'pptp'].filter((name) => flag(settingOf(node, `vpn ${name}`, 'status')) === true);
  return [
    ...(ssl ? [`${prefix}ssl-vpn`] : []),
    ...simple.map((name) => `${prefix}${name}`),
    ...dial.map(({name}) => `${prefix}ipsec ${name}`),
  ];
}

export const vpnReading: Reading<DeviceVpn> = ofConfig(({vdoms}) => {
  const proposals = vdoms.flatMap((vdom) => [...phase1(vdom), ...phase2(vdom)]);
  const value_: DeviceVpn = {
    proposals: sortedBy(proposals, ({phase, name}) => `${phase} ${name}`),
    remoteAccess: vdoms.flatMap(remoteAccess).sort(),
  };
  return vdoms.every(({node}) => told(node)) ? whole(value_) : partial(value_, 'unsupported');
});
