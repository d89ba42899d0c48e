import test from 'ava';
import {ciscoAsa} from '../../src/platforms/cisco-asa.ts';
import {ciscoIos} from '../../src/platforms/cisco-ios.ts';
import {ciscoNxos} from '../../src/platforms/cisco-nxos.ts';
import type {Platform} from '../../src/model/platform.ts';
import {redact} from './cisco-support.ts';

interface Case {
  readonly platform: Platform;
  /** A line, and the secrets in it, each of which must not survive. */
  readonly secret: readonly (readonly [string, ...string[]])[];
  /** Parts of lines that the judge needs, by line. */
  readonly kept: readonly (readonly [string, ...string[]])[];
  /** Lines that hold no secret, and stay as they are. */
  readonly same: readonly string[];
}

const ios: Case = {
  platform: ciscoIos,
  secret: [
    ['snmp-server user u g v3 auth sha-2 256 S3cr3tA priv aes 256 S3cr3tB', 'S3cr3tA', 'S3cr3tB'],
    ['snmp-server user u g v3 encrypted auth sha-2 512 S3cr3tA', 'S3cr3tA'],
    [' action 1.0 cli command "enable secret S3cr3tA"', 'S3cr3tA'],
    ['username bob password 0 S3cret', 'S3cret'],
    [' secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0', 'mERr', 'hx5rVt7rPNoS4wqbXKX7m0'],
    ['mpls ldp password option 1 for 10 7 0822455D0A16', '0822455D0A16'],
    ['  ipv4 etr map-server 192.0.2.1 key 7 0822455D0A16', '0822455D0A16'],
    [' cts manual sap pmk 00112233', '00112233'],
    [' sap pmk 00112233AABB mode-list gcm-encrypt', '00112233AABB'],
    ['ipv6 nhrp authentication S3cret', 'S3cret'],
    ['event manager environment _mail_password S3cret', 'S3cret'],
    [' pin 48151', '48151'],
    ['username bob password 0 two words', 'two', 'words'],
    ['username bob privilege 15 password 7 0822455D0A16', '0822455D0A16'],
    ['username bob privilege 15 secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0', 'mERr', 'hx5rVt7rPNoS4wqbXKX7m0'],
    [
      'username bob secret 4 tnhtc92DXBhelxjYk8LWJrPV36S2i4ntXrpb4RFmfqY',
      'tnhtc92DXBhelxjYk8LWJrPV36S2i4ntXrpb4RFmfqY',
    ],
    [
      'username bob secret 8 $8$dsYGNam3K1SIJO$7nv/35M/qr6t.dVc7UY9zrJDWRVqncHub1PE9UlMQFs',
      'dsYGNam3K1SIJO',
      '7nv/35M',
    ],
    [
      'username bob secret 9 $9$nhEmQVczB7dqsO$X.HsgL6x1il0RxkOSSvyQYwucySCt7qFm4v7pqCxkKM',
      'nhEmQVczB7dqsO',
      'X.HsgL6x1il0Rx',
    ],
    ['username bob common-criteria-policy P password 6 JDYk8LWJrPV36S2i4nt', 'JDYk8LWJrPV36S2i4nt'],
    ['enable secret 9 $9$nhEmQVczB7dqsO$X.HsgL6x1il0RxkOSSvyQYwucySCt7qFm4v7pqCxkKM', 'nhEmQVczB7dqsO', 'X.HsgL6x'],
    ['enable secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0', 'hx5rVt7rPNoS4wqbXKX7m0'],
    ['enable password S3cret', 'S3cret'],
    ['enable password level 7 7 0822455D0A16', '0822455D0A16'],
    ['enable password 7 0822455D0A16', '0822455D0A16'],
    [' password S3cret', 'S3cret'],
    [' password 7 0822455D0A16', '0822455D0A16'],
    ['snmp-server community S3cret RO 10', 'S3cret'],
    ['snmp-server community S3cret view V RW ipv6 A6 10', 'S3cret'],
    ['snmp-server host 192.0.2.1 S3cret', 'S3cret'],
    ['snmp-server host 192.0.2.1 version 2c S3cret', 'S3cret'],
    ['snmp-server host 192.0.2.1 vrf MGMT informs version 2c S3cret udp-port 1162', 'S3cret'],
    ['snmp-server host 192.0.2.1 traps version 1 S3cret tty', 'S3cret'],
    ['snmp-server user nms G v3 auth sha S3cretA priv aes 128 S3cretP access 10', 'S3cretA', 'S3cretP'],
    ['snmp-server user nms G v3 encrypted auth md5 AA:BB:CC priv des DD:EE:FF', 'AA:BB:CC', 'DD:EE:FF'],
    ['radius-server host 192.0.2.1 auth-port 1812 acct-port 1813 key S3cret', 'S3cret'],
    ['radius-server key 7 0822455D0A16', '0822455D0A16'],
    ['tacacs-server host 192.0.2.1 key 0 S3cret word', 'S3cret', 'word'],
    ['tacacs-server key S3cret', 'S3cret'],
    [' server-private 192.0.2.1 timeout 5 key 7 0822455D0A16', '0822455D0A16'],
    [' key S3cret', 'S3cret'],
    [' key 7 0822455D0A16', '0822455D0A16'],
    [' pac key 0 S3cret', 'S3cret'],
    [' client 192.0.2.1 server-key 7 0822455D0A16', '0822455D0A16'],
    [' key-string 7 0822455D0A16', '0822455D0A16'],
    ['  key-string S3cret key', 'S3cret'],
    ['ntp authentication-key 1 md5 0822455D0A16 7', '0822455D0A16'],
    ['ntp authentication-key 1 md5 S3cret', 'S3cret'],
    ['crypto isakmp key S3cret address 192.0.2.1', 'S3cret'],
    ['crypto isakmp key 6 JDYk8LWJrPV36S2i4nt address 0.0.0.0 0.0.0.0', 'JDYk8LWJrPV36S2i4nt'],
    ['  pre-shared-key address 192.0.2.1 key S3cret', 'S3cret'],
    ['  pre-shared-key local 6 JDYk8LWJrPV36S2i4nt', 'JDYk8LWJrPV36S2i4nt'],
    ['  pre-shared-key S3cret', 'S3cret'],
    [' set session-key inbound esp 256 cipher 0123456789abcdef authenticator fedcba98', '0123456789abcdef', 'fedcba98'],
    [' neighbor 192.0.2.1 password S3cret', 'S3cret'],
    [' neighbor PEERS password 7 0822455D0A16', '0822455D0A16'],
    [' ip ospf authentication-key 7 0822455D0A16', '0822455D0A16'],
    [' ip ospf message-digest-key 1 md5 7 0822455D0A16', '0822455D0A16'],
    [' ip ospf message-digest-key 1 md5 S3cret', 'S3cret'],
    [' area 1 virtual-link 192.0.2.1 authentication-key S3cret', 'S3cret'],
    [' isis password S3cret level-2', 'S3cret'],
    [' area-password S3cret', 'S3cret'],
    [' domain-password S3cret', 'S3cret'],
    [' standby 1 authentication S3cret', 'S3cret'],
    [' standby 1 authentication md5 key-string 7 0822455D0A16', '0822455D0A16'],
    [' vrrp 1 authentication text S3cret', 'S3cret'],
    [' glbp 1 authentication md5 key-string S3cret', 'S3cret'],
    [' ip nhrp authentication S3cret', 'S3cret'],
    ['  authentication mode hmac-sha-256 7 0822455D0A16', '0822455D0A16'],
    ['mpls ldp neighbor 192.0.2.1 password S3cret', 'S3cret'],
    [' ppp chap password 7 0822455D0A16', '0822455D0A16'],
    [' ppp pap sent-username isp@example password 0 S3cret', 'S3cret'],
    [' l2tp tunnel password 7 0822455D0A16', '0822455D0A16'],
    ['vtp password S3cret', 'S3cret'],
    ['ip ftp password 7 0822455D0A16', '0822455D0A16'],
    ['ip http client password 0 S3cret', 'S3cret'],
    [' bind authenticate root-dn cn=ro password S3cret', 'S3cret'],
    ['   wpa-psk ascii 7 0822455D0A16', '0822455D0A16'],
    ['   wpa-psk ascii 0 S3cretpsk', 'S3cretpsk'],
    [' security wpa psk set-key ascii 0 S3cretpsk', 'S3cretpsk'],
    [' encryption vlan 1 key 1 size 40bit 7 0822455D0A16 transmit-key', '0822455D0A16'],
    [' path ftp://user:S3cret@192.0.2.1/conf', 'S3cret'],
    ['cts sxp default password 7 0822455D0A16', '0822455D0A16'],
  ],
  kept: [
    [
      'username bob privilege 15 secret 9 $9$nhEmQVczB7dqsO$X.HsgL6x1il0RxkOSSvyQYwucy',
      'username bob privilege 15 secret 9 $9$<',
    ],
    ['username bob password 0 cisco', 'username bob password 0 <', 'class=default'],
    ['snmp-server community public RO 10', 'kind=community', 'class=default', '> RO 10'],
    ['snmp-server community suido1 view V RW 20', 'class=weak', '> view V RW 20'],
    ['snmp-server host 192.0.2.1 version 2c public', 'snmp-server host 192.0.2.1 version 2c <', 'class=default'],
    ['enable secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0', 'enable secret 5 $1$<'],
    ['radius-server host 192.0.2.1 auth-port 1812 key cisco', 'radius-server host 192.0.2.1 auth-port 1812 key <'],
    ['crypto isakmp key cisco address 192.0.2.1', '> address 192.0.2.1', 'class=default'],
    ['ntp authentication-key 1 md5 0822455D0A16 7', 'ntp authentication-key 1 md5 <', '> 7'],
  ],
  same: [
    ...['service password-encryption', 'no service password-recovery'],
    ...['security passwords min-length 12', 'aaa authentication login default group tacacs+ local', 'ip ssh version 2'],
    ...['ntp server 192.0.2.1 key 1 prefer', 'ntp trusted-key 1', 'key chain EIGRP', 'snmp-server enable traps snmp'],
    ...['snmp-server group SUIDO v3 priv access MGMT', 'snmp-server location 浄水場', 'mpls ldp password required'],
    ...[' standby 1 authentication md5 key-chain HSRP', ' ip rip authentication mode md5', ' authentication pre-share'],
    ...[
      'aaa accounting commands 15 default start-stop group tacacs+',
      ' switchport access vlan 10',
      'crypto key generate rsa',
    ],
    ...[
      'access-list 101 permit tcp any any eq 22',
      ' description パスワード変更用端末',
      'ip domain name suido.example',
    ],
    ...[
      'line vty 0 4',
      ' transport input ssh',
      'username bob privilege 15 nopassword',
      ' authentication port-control auto',
    ],
    ...[
      ' mka pre-shared-key key-chain KC',
      'tacacs server t1',
      'radius server r1',
      ' address ipv4 192.0.2.1 auth-port 1812',
    ],
  ],
};

const nxos: Case = {
  platform: ciscoNxos,
  secret: [
    ['    key-octet-string 7 0822455D0A16 cryptographic-algorithm AES_256_CMAC', '0822455D0A16'],
    [
      'username admin password 5 $5$KLJHGF$0123456789abcdefghijABCDEFGHIJ0123456789abc  role network-admin',
      '0123456789abcdefghij',
    ],
    ['username admin password 5 $1$abcdefgh$0123456789abcdefghijkl  role network-admin', '0123456789abcdefghijkl'],
    ['username bob password 0 S3cret role network-admin', 'S3cret'],
    ['snmp-server community S3cret group network-operator', 'S3cret'],
    ['snmp-server community S3cret use-acl A', 'S3cret'],
    ['snmp-server host 192.0.2.1 traps version 2c S3cret', 'S3cret'],
    [
      'snmp-server user nms network-operator auth sha 0x0123abcd priv aes-128 0xabcd0123 localizedkey',
      '0x0123abcd',
      '0xabcd0123',
    ],
    ['snmp-server user nms auth md5 0x0123abcd priv 0xabcd0123 localizedkey', '0x0123abcd', '0xabcd0123'],
    ['tacacs-server host 192.0.2.1 key 7 "fewhg123abc"', 'fewhg123abc'],
    ['tacacs-server key 7 "fewhg123abc"', 'fewhg123abc'],
    ['radius-server host 192.0.2.1 key 7 "fewhg123abc" authentication accounting', 'fewhg123abc'],
    ['ntp authentication-key 1 md5 kwtgqq 7', 'kwtgqq'],
    ['  key-string 7 070c285f4d06', '070c285f4d06'],
    ['    authentication md5 key-string 7 070c285f4d06', '070c285f4d06'],
    ['    authentication text S3cret', 'S3cret'],
    ['  ip ospf message-digest-key 1 md5 3 0123456789abcdef', '0123456789abcdef'],
    ['  ip ospf authentication-key 3 0123456789abcdef', '0123456789abcdef'],
    ['    password 3 0123456789abcdef', '0123456789abcdef'],
    ['vtp password S3cret', 'S3cret'],
  ],
  kept: [
    [
      'username admin password 5 $5$KLJHGF$0123456789abcdefghijABCDEFGHIJ0123456789abc  role network-admin',
      'password 5 $5$<',
      'role network-admin',
    ],
    ['snmp-server community public group network-operator', 'class=default', '> group network-operator'],
    ['username bob password 0 cisco role vdc-admin', 'class=default', '> role vdc-admin'],
  ],
  same: [
    ...['no password strength-check', 'snmp-server host 192.0.2.1 use-vrf management', 'feature tacacs+'],
    ...[
      'snmp-server host 192.0.2.1 source-interface mgmt0',
      'username admin passphrase  lifetime 99999 warntime 14 gracetime 3',
    ],
    ...[
      'ntp server 192.0.2.1 prefer use-vrf management key 1',
      'ssh key rsa 3072',
      'aaa authentication login default local',
    ],
    ...['aaa group server tacacs+ T', 'copp profile strict', '  ip ospf authentication key-chain K'],
  ],
};

const asa: Case = {
  platform: ciscoAsa,
  secret: [
    [' cluster key S3cret', 'S3cret'],
    ['aaa-server G (inside) host 10.1.1.1 S3cret timeout 10', 'S3cret'],
    ['enable password 9Sz3ZkJzu8SSYV35 encrypted', '9Sz3ZkJzu8SSYV35'],
    ['enable password $sha512$5000$abcdefghijkl==$ABCDEFGHIJKL== pbkdf2', 'abcdefghijkl', 'ABCDEFGHIJKL'],
    ['passwd 3LGRocOJeJ.3LZPV encrypted', '3LGRocOJeJ.3LZPV'],
    ['username bob password f3UhLvUj1QsXsuK7 encrypted privilege 15', 'f3UhLvUj1QsXsuK7'],
    [
      'username bob password $sha512$5000$abcdefghijkl==$ABCDEFGHIJKL== pbkdf2 privilege 15',
      'abcdefghijkl',
      'ABCDEFGHIJKL',
    ],
    ['username bob password 0123456789abcdef0123456789abcdef nt-encrypted', '0123456789abcdef'],
    ['snmp-server host inside 192.0.2.1 community S3cret version 2c', 'S3cret'],
    ['snmp-server host inside 192.0.2.1 community 8 S3cret version 2c', 'S3cret'],
    ['snmp-server community S3cret', 'S3cret'],
    ['snmp-server user nms G v3 encrypted auth sha 01:23:45 priv aes 128 ab:cd:ef', '01:23:45', 'ab:cd:ef'],
    [
      'snmp-server user nms G v3 engineID 80 encrypted auth sha256 01:23:45 priv aes 256 ab:cd:ef',
      '01:23:45',
      'ab:cd:ef',
    ],
    [' key S3cret', 'S3cret'],
    [' ikev1 pre-shared-key S3cret', 'S3cret'],
    [' ikev2 remote-authentication pre-shared-key S3cret', 'S3cret'],
    [' ikev2 local-authentication pre-shared-key hex 0123abcd', '0123abcd'],
    [' ldap-login-password S3cret', 'S3cret'],
    ['failover key S3cret', 'S3cret'],
    ['failover ipsec pre-shared-key S3cret', 'S3cret'],
    [' ospf message-digest-key 1 md5 S3cret', 'S3cret'],
    [' ospf authentication-key S3cret', 'S3cret'],
    [' authentication key eigrp 1 S3cret key-id 1', 'S3cret'],
    ['ntp authentication-key 1 sha256 S3cret', 'S3cret'],
    ['vpdn username isp password S3cret', 'S3cret'],
    ['crypto isakmp key S3cret address 192.0.2.1', 'S3cret'],
  ],
  kept: [
    ['username bob password f3UhLvUj1QsXsuK7 encrypted privilege 15', 'kind=hash', '> encrypted privilege 15'],
    ['enable password $sha512$5000$abcdefghijkl==$ABCDEFGHIJKL== pbkdf2', '$sha512$5000$<', '> pbkdf2'],
    ['snmp-server host inside 192.0.2.1 community public version 2c', 'class=default', '> version 2c'],
  ],
  same: [
    'enable password 8Ry2YjIyt7RRXU24 encrypted',
    'passwd 2KFQnbNIdI.2KYOU encrypted',
    ...['failover key *****', ' key *****', 'snmp-server community *****', ' ikev1 pre-shared-key *****'],
    ...['snmp-server host inside 192.0.2.1 community ***** version 2c', 'ntp authentication-key 1 sha256 *****'],
    ...[
      'password-policy minimum-length 12',
      'aaa authentication ssh console TAC LOCAL',
      'ssh key-exchange group dh-group14-sha256',
    ],
    ...['username bob nopassword privilege 15', 'ntp server 192.0.2.1 key 1 source inside', 'username bob attributes'],
    ...['access-list A extended permit ip any any', 'ssh 192.0.2.0 255.255.255.0 inside'],
  ],
};

for (const {platform, secret, kept, same} of [ios, nxos, asa]) {
  test(`${platform.id}: no secret of a configuration survives`, (t) => {
    const told = redact(platform, secret.map(([line]) => line).join('\n')).split('\n');
    t.is(told.length, secret.length);
    for (const [index, [line, ...secrets]] of secret.entries()) {
      t.true((told[index] ?? '').includes('<secret '), line);
      for (const one of secrets) t.false((told[index] ?? '').includes(one), `${line} => ${told[index] ?? ''}`);
    }
  });

  test(`${platform.id}: what the judge needs survives`, (t) => {
    for (const [line, ...parts] of kept) {
      const told = redact(platform, line);
      for (const part of parts) t.true(told.includes(part), `${line} => ${told}`);
    }
  });

  test(`${platform.id}: what is no secret stays, and so does what was hidden`, (t) => {
    t.is(redact(platform, same.join('\n')), same.join('\n'));
    const once = redact(platform, [...secret, ...kept].map(([line]) => line).join('\n'));
    t.is(redact(platform, once), once);
  });
}
