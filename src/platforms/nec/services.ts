import type {DeviceFacts, DeviceServices} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {has, matching} from '../config/indented.ts';
import {configAsk, readTree} from './tree.ts';

const features: readonly {readonly name: DeviceServices['features'][number]['name']; readonly pattern: RegExp}[] = [
  {name: 'cloud-management', pattern: /^nm ip enable$/},
  {name: 'dhcp-server', pattern: /^ip dhcp enable$/},
  {name: 'dns-server', pattern: /^proxy-dns ip enable$/},
];

export const deviceServices: Reading<DeviceFacts['deviceServices']> = {
  ask: [configAsk],
  parse(answers) {
    const tree = readTree(answers);
    const usb = matching(tree, /^device (USB\d+)$/).map(({node, match}) => ({
      ...{name: 'usb' as const, enabled: !has(node.children, /^shutdown$/), interface: match[1] ?? null},
    }));
    return whole({
      features: [...features.map(({name, pattern}) => ({name, enabled: has(tree, pattern), interface: null})), ...usb],
    });
  },
};
