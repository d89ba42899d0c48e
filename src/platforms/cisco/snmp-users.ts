import type {DeviceSnmp} from '../../model/device/index.ts';

type User = DeviceSnmp['users'][number];

const auths: Readonly<Record<string, User['auth']>> = {
  ...{none: 'none', md5: 'md5', sha: 'sha1', 'sha-1': 'sha1', sha224: 'sha224', sha256: 'sha256', sha384: 'sha384'},
  ...{sha512: 'sha512', 'sha-224': 'sha224', 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512', no: 'none'},
};
const privs: Readonly<Record<string, User['priv']>> = {
  ...{
    none: 'none',
    no: 'none',
    '-': 'none',
    des: 'des',
    des56: 'des',
    '3des': '3des',
    aes128: 'aes128',
    'aes-128': 'aes128',
  },
  ...{aes192: 'aes192', 'aes-192': 'aes192', aes256: 'aes256', 'aes-256': 'aes256'},
};

export function readAuth(word: string): User['auth'] {
  return auths[word.toLowerCase()] ?? 'unknown';
}

export function readPriv(word: string): User['priv'] {
  return privs[word.toLowerCase()] ?? 'unknown';
}

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
          auth: auth === null ? 'unknown' : readAuth(auth),
          priv: priv === null ? 'unknown' : readPriv(priv),
          group: valueOf(block, 'group-name'),
        } as const,
      ];
    });
}
