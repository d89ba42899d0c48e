import type {DeviceWireless} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {edits, flag, value} from '../config/edit-tree.ts';
import {sortedBy} from '../text/order.ts';
import {ofConfig} from './config.ts';

type Network = DeviceWireless['networks'][number];

const securities: Readonly<Record<string, Network['security']>> = {
  open: 'open',
  'captive-portal': 'open',
  wep64: 'wep',
  wep128: 'wep',
  'wpa-personal': 'wpa-psk',
  'wpa-only-personal': 'wpa-psk',
  'wpa2-only-personal': 'wpa2-psk',
  'wpa-enterprise': 'wpa-enterprise',
  'wpa-only-enterprise': 'wpa-enterprise',
  'wpa2-only-enterprise': 'wpa2-enterprise',
  'wpa3-sae': 'wpa3-sae',
  'wpa3-enterprise': 'wpa3-enterprise',
  'wpa3-only-enterprise': 'wpa3-enterprise',
};

const ciphers: Readonly<Record<string, Network['ciphers']>> = {
  TKIP: ['tkip'],
  AES: ['ccmp'],
  'TKIP-AES': ['tkip', 'ccmp'],
};

/** `wpa2-only-personal`, `AES`, announced, not kept apart unless set: FortiOS CLI reference, `config wireless-controller vap`. */
export const wirelessReading: Reading<DeviceWireless> = ofConfig(({vdoms}) => {
  const networks = vdoms.flatMap(({node}) =>
    edits(node, 'wireless-controller vap').map((vap): Network => {
      const security = securities[value(vap, 'security') ?? 'wpa2-only-personal'] ?? 'unknown';
      const plain = security === 'open' || security === 'wep';
      return {
        ssid: value(vap, 'ssid') ?? 'fortinet',
        enabled: value(vap, 'status') !== 'disable',
        security,
        ciphers: plain ? [] : [...(ciphers[value(vap, 'encrypt') ?? 'AES'] ?? ['unknown'])],
        keyGrade: null,
        hidden: flag(value(vap, 'broadcast-ssid') ?? 'enable') === false,
        isolated: flag(value(vap, 'intra-vap-privacy') ?? 'disable') === true,
      };
    }),
  );
  return whole({networks: sortedBy(networks, ({ssid}) => ssid)});
});
