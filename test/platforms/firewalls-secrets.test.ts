import test from 'ava';
import type {Platform} from '../../src/model/platform.ts';
import {fortios} from '../../src/platforms/fortios.ts';
import {junos} from '../../src/platforms/junos.ts';
import {panos} from '../../src/platforms/panos.ts';
import {redactorOf} from './firewall-kit.ts';

interface Lines {
  readonly platform: Platform;
  /** A text, and the part of it that must not be left; what stands around it must. */
  readonly hidden: readonly (readonly [text: string, secret: string])[];
  readonly kept: readonly string[];
}

const cases: readonly Lines[] = [
  {
    platform: fortios,
    hidden: [
      ['set password ENC SH2kJd82hfLqPzX4nR7vWc1T9=', 'kJd82hfLqPzX4nR7vWc1T9='],
      ['set password ENC PB2hT6rWq9LmZc3Xv7Np1Kd5S', 'hT6rWq9LmZc3Xv7Np1Kd5S'],
      ['set password ENC AK1c2VjcmV0c2VjcmV0', 'c2VjcmV0c2VjcmV0'],
      ['    set passwd ENC mQ7xL2vB9kT4cR6n', 'mQ7xL2vB9kT4cR6n'],
      ['set psksecret ENC Zx8Cv5Bn2Mq9Wr4E', 'Zx8Cv5Bn2Mq9Wr4E'],
      ['set psksecret plainSecret9', 'plainSecret9'],
      ['set secret ENC 3kR8mQz5XvT1', '3kR8mQz5XvT1'],
      ['set secondary-secret ENC 5tY9uI2oP7aS', '5tY9uI2oP7aS'],
      ['set key ENC a9Xk2Lm4Pq7R', 'a9Xk2Lm4Pq7R'],
      ['set auth-pwd ENC 7hK2mNqR5tWx', '7hK2mNqR5tWx'],
      ['set passphrase ENC 9aB8cD7eF6gH', '9aB8cD7eF6gH'],
      ['set passphrase "jousui kyoku"', 'jousui kyoku'],
      ['set md5-key "ospf9key"', 'ospf9key'],
      ['set md5-key 1 "ospf9key"', 'ospf9key'],
      ['set authentication-key Suidou77', 'Suidou77'],
      ['set auth-string "Suidou77"', 'Suidou77'],
      ['set auth-password-l1 "Suidou77"', 'Suidou77'],
      ['set keytab "BQIAAABFAAIAC0VY=="', 'BQIAAABFAAIAC0VY'],
      ['set ddns-key "c2VjcmV0a2V5=="', 'c2VjcmV0a2V5'],
      ['set enc-key 0011223344556677', '0011223344556677'],
      ['set password2 "Suidou77"', 'Suidou77'],
      ['config system snmp community\n    edit 1\n        set name "public"', 'public'],
      ['config system snmp community\n    edit 1\n        set name Suidou77', 'Suidou77'],
      ['config switch-controller snmp-community\n    edit 1\n        set name "Suidou77"', 'Suidou77'],
      [
        'config wireless-controller snmp\n    config community\n        edit 1\n            set name "Suidou77"',
        'Suidou77',
      ],
      ['config system snmp community\n edit 1\n config hosts\n edit 1\n next\n end\n set name "Kanri9"', 'Kanri9'],
      [
        'set private-key "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHDBOBgkqhkiG9w0B\n-----END ENCRYPTED PRIVATE KEY-----"',
        'MIIFHDBOBgkqhkiG9w0B',
      ],
    ],
    kept: [
      'config system admin\n    edit "admin"\n        set accprofile "super_admin"\n        set trusthost1 192.0.2.0 255.255.255.0',
      'config system password-policy\n    set status enable\n    set minimum-length 12\nend',
      'config firewall policy\n    edit 1\n        set name "jimu"\n        set srcaddr "all"\n    next\nend',
      'config system snmp sysinfo\n    set status enable\nend\nconfig firewall address\n    edit "a"\n        set name "b"\n    next\nend',
      'config system snmp user\n    edit "mon"\n        set security-level auth-priv\n        set auth-proto sha256\n    next\nend',
      'set keylife 86400\nset key-id 1\nset md5-keychain "chain"\nset auth-keychain-l1 "chain"',
      'set proposal aes256-sha256\nset dhgrp 21 20\nset authmethod psk\nset server "192.0.2.8"',
      'Version: FortiGate-60F v7.2.8,build1639,240313 (GA.M)\nSerial-Number: FGT60FTK00000001',
    ],
  },
  {
    platform: junos,
    hidden: [
      [
        'set system root-authentication encrypted-password "$6$rA1xY7Lm$Zk3Wq8Tn5Vb2Xc9Ld6Pj4R"',
        'Zk3Wq8Tn5Vb2Xc9Ld6Pj4R',
      ],
      ['encrypted-password "$1$aB3dE5fG$hI7jK9lM1nO3pQ5rS7tU9."; ## SECRET-DATA', 'hI7jK9lM1nO3pQ5rS7tU9.'],
      ['encrypted-password aVz3xQ0pLmNbo;', 'aVz3xQ0pLmNbo'],
      ['set system radius-server 192.0.2.6 secret "$9$LQ7x-wYgoZjq4aDkPT6"', 'LQ7x-wYgoZjq4aDkPT6'],
      ['set system tacplus-server 192.0.2.6 secret "$8$aes256-gcm$hmac-sha2-256$100$8Zk3Wq8Tn"', '8Zk3Wq8Tn'],
      ['set system ntp authentication-key 5 type md5 value "$9$k.5Fn/CuBEhSrv8"', 'k.5Fn/CuBEhSrv8'],
      ['set system ntp authentication-key 5 type md5 value plainNtp9', 'plainNtp9'],
      ['pre-shared-key ascii-text "$9$8jNL7VYgJGiHJUp1"; ## SECRET-DATA', '8jNL7VYgJGiHJUp1'],
      ['set protocols ospf area 0 interface ge-0/0/1.0 authentication md5 1 key "$9$5znCO1hKMXtu"', '5znCO1hKMXtu'],
      ['set protocols bgp group g authentication-key "$9$D7ikPTz3901"', 'D7ikPTz3901'],
      ['set snmp community "Suidou 77 x" authorization read-only', 'Suidou'],
      ['set snmp community Suidou77 clients 192.0.2.0/24', 'Suidou77'],
      ['snmp {\n    community Suidou77 {', 'Suidou77'],
      ['set snmp trap-group Suidou77 targets 192.0.2.1', 'Suidou77'],
      ['set snmp v3 snmp-community index1 community-name Suidou77', 'Suidou77'],
      ['set snmp proxy p version-v2c snmp-community Suidou77', 'Suidou77'],
      ['set snmp rmon event 1 community Suidou77', 'Suidou77'],
      ['set system root-authentication plain-text-password-value "Suidou77"', 'Suidou77'],
      ['set system ntp authentication-key 1 value Suidou77', 'Suidou77'],
      ['set snmp v3 usm local-engine user u privacy-aes128 privacy-key Suidou77', 'Suidou77'],
      [
        'set snmp v3 usm local-engine user mon authentication-sha authentication-key "$9$uWJ.BRcleW8X7d"',
        'uWJ.BRcleW8X7d',
      ],
      ['set access profile p client c firewall-user password "$9$MBr8-wiHmQn9"', 'MBr8-wiHmQn9'],
    ],
    kept: [
      'set system root-authentication encrypted-password "*"',
      'set system login password minimum-length 12\nset system login password change-type character-sets',
      'set system authentication-order password\nset system ntp server 192.0.2.5 key 5\nset system ntp trusted-key 5',
      'set policy-options community c members 65000:1\nset policy-options policy-statement p from community c',
      'set system login user a authentication ssh-ed25519 "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample a"',
      'set security ike policy p proposals q\nset security ike proposal q authentication-method pre-shared-keys',
      'protocols {\n    bgp {\n        group g {\n            export community-out;\n        }\n    }\n}',
      'Hostname: srx\nModel: srx300\nJunos: 21.4R3-S5.4',
    ],
  },
  {
    platform: panos,
    hidden: [
      ['set mgt-config users a phash $5$kqzxwvut$Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op', 'Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op'],
      ['set mgt-config users a phash fnRL/G5lXVMug', 'fnRL/G5lXVMug'],
      ['<phash>fnRL/G5lXVMug</phash>', 'fnRL/G5lXVMug'],
      ['phash fnRL/G5lXVMug;', 'fnRL/G5lXVMug'],
      [
        'set shared server-profile radius p server s secret -AQ==0123456789abcdefgh=IJKL',
        '-AQ==0123456789abcdefgh=IJKL',
      ],
      ['<secret>-AQ==0123456789abcdefgh=IJKL</secret>', '-AQ==0123456789abcdefgh=IJKL'],
      ['set network ike gateway g authentication pre-shared-key key plainPsk9', 'plainPsk9'],
      ['<pre-shared-key>\n  <key>plainPsk9</key>\n</pre-shared-key>', 'plainPsk9'],
      ['<key>-AQ==QAZWSXEDCRFVTGBY=qazwsx</key>', '-AQ==QAZWSXEDCRFVTGBY=qazwsx'],
      ['set deviceconfig system snmp-setting access-setting version v2c snmp-community-string Suidou77', 'Suidou77'],
      ['set shared log-settings http h server s password Suidou77', 'Suidou77'],
      ['set network virtual-router default protocol ospf auth-profile p md5 1 key Suidou77', 'Suidou77'],
      ['set network tunnel ipsec t manual-key esp authentication sha1 key Suidou77', 'Suidou77'],
      ['set deviceconfig system secure-proxy-password Suidou77', 'Suidou77'],
      ['<uninstall-password>Suidou77</uninstall-password>', 'Suidou77'],
      ['<snmp-community-string>public</snmp-community-string>', 'public'],
      ['snmp-community-string "Suidou 77";', 'Suidou'],
      ['set shared log-settings snmptrap t version v2c server s community Suidou77', 'Suidou77'],
      ['<community>Suidou77</community>', 'Suidou77'],
      [
        'set deviceconfig system snmp-setting access-setting version v3 users m authpwd -AQ==zyxwvutsrqponm=LKJ',
        '-AQ==zyxwvutsrqponm=LKJ',
      ],
      ['<private-key>-AQ==abcdefghijklmnop=qrstuv</private-key>', '-AQ==abcdefghijklmnop=qrstuv'],
    ],
    kept: [
      'set mgt-config password-complexity enabled yes\nset mgt-config password-complexity minimum-length 12',
      'set deviceconfig system service disable-telnet yes\nset deviceconfig system permitted-ip 192.0.2.0/24',
      'set mgt-config password-complexity enabled yes\nset mgt-config password-complexity minimum-length 12',
      'set shared ssl-tls-service-profile p protocol-settings min-version tls1-2',
      'set rulebase security rules r application any\nset rulebase security rules r action allow',
      '<entry name="a">\n  <permissions>\n    <role-based>\n      <superuser>yes</superuser>\n    </role-based>\n  </permissions>\n</entry>',
      'set network ike crypto-profiles ike-crypto-profiles p hash sha256',
      'hostname: pa\nsw-version: 10.2.9-h1\nserial: 021201000001',
    ],
  },
];

for (const {platform, hidden, kept} of cases) {
  const redact = redactorOf(platform);

  test(`${platform.id}: secrets are hidden`, (t) => {
    for (const [text, secret] of hidden) {
      const told = redact(text).text;
      t.false(told.includes(secret), told);
      t.true(told.includes('<secret kind='), told);
      const [front = ''] = text.slice(0, text.indexOf(secret)).split('\n');
      t.true(told.startsWith(front.replace(/["$].*$/, '')), told);
      t.deepEqual(redact(told), {text: told, count: 0}, 'a second time changes nothing');
    }
  });

  test(`${platform.id}: what is no secret stays`, (t) => {
    for (const text of kept) t.is(redact(text).text, text);
  });
}
