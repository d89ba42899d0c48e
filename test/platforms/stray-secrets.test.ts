import test from 'ava';
import {platform, redactorOf} from './routers-support.ts';

/** Lines of makers' manuals in which `Gone-…` is the secret. */
const secret: Readonly<Record<string, readonly string[]>> = {
  'hpe-procurve': [
    'snmpv3 community index "i" name "Gone-1" sec-name "nms"',
    'aaa port-access supplicant 1 identity "u" secret Gone-2',
    'aaa port-access mac-based password "Gone-3"',
    '   neighbor 10.1.1.1 password "Gone-4"',
    '      authentication-type simple-text "Gone-5"',
    '   mode pre-shared-key ckn 01 encrypted-cak Gone-6',
  ],
  'hpe-comware': [
    ' super password role network-admin hash $h$6$Gone-1',
    ' snmp-agent usm-user v2c Gone-8 readers',
    ' snmp-agent community-map Gone-9 name nms',
    ' md5-password cipher 10.1.1.1 Gone-10',
    ' sa authentication-hex inbound esp Gone-11',
    ' sa hex-key encryption outbound esp cipher Gone-12',
    ' key accounting Gone-2',
    ' primary authentication 10.1.1.1 key Gone-3',
    ' ospf authentication-mode simple plain Gone-4',
    ' rip authentication-mode md5 rfc2082 Gone-5 1',
    ' ppp chap password Gone-6',
    ' wep default-key 1 wep40 pass-phrase Gone-7',
  ],
  'aruba-aoscx': [
    'ntp authentication-key 1 sha1 Gone-1',
    '    authentication text Gone-2',
    '    authentication md5 key Gone-3',
    '    vrrp 1 authentication Gone-4',
    '    key 1 key-string Gone-5',
    '    keepalive peer 192.0.2.1 key Gone-6',
    'radius dyn-authorization client 192.0.2.1 secret-key Gone-7',
  ],
  'allied-awplus': [
    ' nas 10.1.1.1 key Gone-1',
    ' user u encrypted password Gone-2',
    'mail smtpserver authentication plain username u password 8 Gone-3',
    '  key 8 Gone-4',
    'atmf secure-key Gone-5',
    ' shared-secret 8 Gone-6',
    'auth-mac password encrypted Gone-7',
    ' sim pin 8 Gone-8',
  ],
  'alaxala-ax': [
    'snmp-server host 10.1.1.1 vrf 2 traps Gone-1 snmp',
    '  ip rip authentication key-string Gone-2',
    '  pppoe password Gone-3',
    '  isis authentication key Gone-4',
    'username kanri password input Gone-5',
  ],
  apresia: [
    'username kanri privilege 15 password 15 Gone-1',
    'enable password level 15 15 Gone-2',
    'snmp-server user nms kanshi v3 encrypted auth sha Gone-3 priv Gone-4',
    ' password 15 Gone-5',
  ],
  'cisco-ios': ['snmp mib community-map Gone-1 context c', 'snmp-server mib community-map Gone-2 context c'],
  panos: [
    'set network tunnel ipsec t manual-key esp encryption key Gone-1',
    'set shared scep s scep-challenge fixed Gone-2',
    'set shared vm-info-source v AWS-VPC secret-access-key Gone-3',
    'set shared authentication-profile a single-sign-on kerberos-keytab Gone-4',
    'set deviceconfig system lcaas pre-shared-key Gone-5',
    '<agent-user-override-key>Gone-6</agent-user-override-key>',
  ],
  frr: [' ipv6 nhrp authentication Gone-1', ' msdp peer 192.0.2.1 password Gone-2'],
  'yamaha-rt': ['httpd custom-gui user u password Gone-1', 'schedule at 1 */* 00:00 * administrator password Gone-2'],
  'nec-ix': [
    'username u secret-password 1 Gone-1',
    'ike policy p peer 192.0.2.1 key secret Gone-2 prop',
    'ikev2 authentication psk id ipv4 192.0.2.1 key secret 1 Gone-3',
    '  account u password Gone-4',
    '  wpa passphrase Gone-5',
    '  authentication password plain u Gone-6',
  ],
  'fujitsu-sir': [
    'remote 0 ap 0 ike xauth password Gone-1',
    'bgp neighbor 0 authkey Gone-2',
    'wwan 0 auth send u Gone-3',
    'remote 0 ap 0 l2tp tunnel password Gone-4 encrypted',
    'snmp user 0 auth sha Gone-5 encrypted',
    'snmp user 0 priv aes Gone-6',
    'ether 1 1 dot1x supplicant password Gone-5',
  ],
  fitelnet: [
    ' key ascii secret Gone-11',
    ' local-key ascii encrypted Gone-12',
    'crypto isakmp key secret ascii Gone-13 address 192.0.2.1',
    ' account u@isp.example.jp secret Gone-14',
    'snmp-server host 192.0.2.1 version 2c community Gone-15',
    'radius-server host 192.0.2.1 auth-port 1812 key secret Gone-16',
    ' set session-key inbound esp 256 cipher Gone-17 authenticator Gone-18',
    'username u secret 5 Gone-1',
    ' set local-key Gone-2',
    ' xauth user u password Gone-3',
    ' server 192.0.2.1 key Gone-4',
    'ntp authentication-key 1 md5 Gone-5',
  ],
};

/** Lines that stay as they are. */
const plain: Readonly<Record<string, readonly string[]>> = {
  'hpe-procurve': ['password minimum-length 12', 'key-chain "kc" key 1'],
  'hpe-comware': [' password-control enable', 'ssh user u service-type stelnet authentication-type password'],
  'aruba-aoscx': ['aaa authentication minimum-password-length 12', 'ntp server 192.0.2.7 key-id 1'],
  'allied-awplus': [
    'no service password-encryption',
    'security-password minimum-length 12',
    'crypto key generate hostkey rsa 2048',
    'ntp server 192.0.2.7 key 1',
    'key chain kc',
    'ntp trusted-key 1',
  ],
  'alaxala-ax': ['ntp server 192.0.2.7 key 1', 'ntp trusted-key 1'],
  frr: ['key chain kc', ' key 1', 'service password-encryption'],
  'yamaha-rt': [
    'login password *',
    'administrator password encrypted *',
    'ipsec ike pre-shared-key 10 text *',
    'ipsec ike pre-shared-key 10 *',
    'sshd host key generate *',
    'sshd host key AAAAB3NzaC1yc2EAAAADAQABAAABgQC',
  ],
  'nec-ix': ['ikev2 peer 192.0.2.1 authentication psk id ipv4 192.0.2.1', 'pki private-key generate rsa'],
  fitelnet: ['crypto isakmp policy 1', ' authentication pre-share'],
};

for (const [id, lines] of Object.entries(secret)) {
  test(`${id}: secrets in lines that are rare`, (t) => {
    const redact = redactorOf(platform(id));
    const told = redact(lines.join('\n')).text;
    t.deepEqual(
      told.split('\n').filter((line) => line.includes('Gone-')),
      [],
    );
    t.is(redact(told).text, told);
  });
}

for (const [id, lines] of Object.entries(plain)) {
  test(`${id}: names of secrets without one`, (t) => {
    t.deepEqual(redactorOf(platform(id))(lines.join('\n')).text.split('\n'), [...lines]);
  });
}
