import {chownSync, mkdirSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {startDaemon, type Daemon} from '../support/daemon.ts';
import {makeCertificate} from './support.ts';

const openssl = {'/usr/bin/openssl': 'openssl'};
const dovecotPackages = {
  '/usr/sbin/dovecot': 'dovecot-core',
  '/usr/lib/dovecot/imap-login': 'dovecot-imapd',
  '/usr/lib/dovecot/pop3-login': 'dovecot-pop3d',
};

const idOf = (user: string, flag: '-u' | '-g'): number =>
  Number(execFileSync('/usr/bin/id', [flag, user], {encoding: 'utf8'}));

export interface Mailboxes {
  readonly address: string;
  readonly imap: number;
  readonly pop3: number;
  /** Whether a login is taken under TLS alone. */
  readonly secure: boolean;
}

/** A real Dovecot. Its `auth` socket in its folder serves Postfix. */
export function startDovecot({address, imap, pop3, secure}: Mailboxes): Promise<Daemon> {
  const tls = 'ssl = required\nssl_cert = <{{folder}}/tls.crt\nssl_key = <{{folder}}/tls.key\n';
  const listener = (name: string, port: number): string =>
    `service ${name}-login {\n inet_listener ${name} {\n address = ${address}\n port = ${port}\n }\n inet_listener ${name}s {\n port = 0\n }\n}\n`;
  return startDaemon({
    needs: {...dovecotPackages, ...openssl},
    address,
    ports: [imap, pop3],
    files: {
      'dovecot.conf': [
        'protocols = imap pop3',
        'base_dir = {{folder}}/run',
        'state_dir = {{folder}}/state',
        'log_path = /dev/stderr',
        'auth_mechanisms = plain login',
        'passdb {\n driver = static\n args = password=x\n}',
        'userdb {\n driver = static\n args = uid=nobody gid=nogroup home=/nonexistent\n}',
        'service auth {\n unix_listener {{folder}}/auth {\n mode = 0666\n }\n}',
        `${listener('imap', imap)}${listener('pop3', pop3)}`,
        secure ? tls : 'ssl = no\ndisable_plaintext_auth = no\nlogin_greeting = Dovecot 2.3.19 (Debian) ready.',
        '',
      ].join('\n'),
    },
    prepare: (folder) => {
      if (secure) makeCertificate(folder, 'mx.example');
    },
    run: (folder) => ['/usr/sbin/dovecot', '-F', '-c', join(folder, 'dovecot.conf')],
  });
}

/** What of an smtpd of Postfix differs, by port. */
export interface Smtpd {
  readonly address: string;
  readonly port: number;
  readonly settings: readonly string[];
}

const common = [
  'compatibility_level = 3.6',
  'queue_directory = {{folder}}/queue',
  'data_directory = {{folder}}/data',
  'maillog_file = {{folder}}/log',
  'maillog_file_prefixes = /tmp',
  'myhostname = mx.example',
  'mydestination = localhost',
  'mynetworks = 192.0.2.0/24',
  'inet_protocols = ipv4',
  'alias_maps =',
  'smtpd_tls_cert_file = {{folder}}/tls.crt',
  'smtpd_tls_key_file = {{folder}}/tls.key',
  'smtpd_sasl_type = dovecot',
  // There is no queue manager to wait for.
  'in_flow_delay = 0',
];

const services = [
  'postlog unix-dgram n - n - 1 postlogd',
  'rewrite unix - - n - - trivial-rewrite',
  'proxymap unix - - n - - proxymap',
  'anvil unix - - n - 1 anvil',
  'cleanup unix n - n - 0 cleanup',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
];

function makeQueue(folder: string): void {
  const [owner, group] = [idOf('postfix', '-u'), idOf('postfix', '-g')];
  for (const name of ['data', 'queue/private', 'queue/public', 'queue/incoming', 'queue/pid']) {
    mkdirSync(join(folder, name), {recursive: true});
    if (name !== 'queue/pid') chownSync(join(folder, name), owner, group);
  }
  makeCertificate(folder, 'mx.example');
}

/** A real Postfix with some smtpd. Nothing delivers: a mail that was taken would stay in its folder. */
export function startPostfix(auth: string, smtpds: readonly Smtpd[]): Promise<Daemon> {
  const lines = smtpds.map(({address, port, settings}) => {
    const options = settings.map((setting) => `  -o { ${setting} }`);
    return [`${address}:${port} inet n - n - - smtpd`, ...options].join('\n');
  });
  return startDaemon({
    needs: {'/usr/lib/postfix/sbin/master': 'postfix', ...openssl},
    address: smtpds[0]?.address ?? '',
    ports: smtpds.flatMap(({address, port}) => (address === smtpds[0]?.address ? [port] : [])),
    files: {
      'etc/main.cf': [...common, `smtpd_sasl_path = ${auth}`, ''].join('\n'),
      'etc/master.cf': [...lines, ...services, ''].join('\n'),
    },
    prepare: makeQueue,
    run: (folder) => ['/usr/lib/postfix/sbin/master', '-c', join(folder, 'etc'), '-d'],
    env: (folder) => ({MAIL_CONFIG: join(folder, 'etc')}),
  });
}
