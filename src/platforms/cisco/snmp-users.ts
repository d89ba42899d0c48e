import type {DeviceSnmp} from '../../model/device/index.ts';
import {snmpAuth, snmpPriv} from '../text/snmp-algorithms.ts';

type User = DeviceSnmp['users'][number];

function valueOf(block: string, label: string): string | null {
  const line = block.split('\n').find((each) => each.trimStart().toLowerCase().startsWith(`${label}:`));
  return line === undefined ? null : line.slice(line.indexOf(':') + 1).trim();
}

/** `show snmp user` of IOS: a block an account. Accounts without a name or a protocol are left out. */
export function readSnmpUsers(text: string): User[] {
  return text
    .split(/^(?=User name:)/m)
    .filter((block) => block.startsWith('User name:'))
    .flatMap((block) => {
      const name = valueOf(block, 'user name');
      const [auth, priv] = [valueOf(block, 'authentication protocol'), valueOf(block, 'privacy protocol')];
      if (name === null || name === '') return [];
      return [
        {
          name,
          auth: auth === null ? 'unknown' : snmpAuth(auth),
          priv: priv === null ? 'unknown' : snmpPriv(priv),
          group: valueOf(block, 'group-name'),
        } as const,
      ];
    });
}
