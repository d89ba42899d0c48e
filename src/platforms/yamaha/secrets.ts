import type {SecretPattern} from '../../model/platform.ts';
import {straySecrets} from '../config/secrets.ts';

/** One value, quoted or not; an asterisk stands where the router itself hides one. */
const value = String.raw`(?<secret>(?!<secret |\*(?:\s|$))(?:"[^"]*"|'[^']*'|\S+))`;
/** A value that goes to the end of the line. */
const rest = String.raw`(?<secret>(?!<secret |\*\s*$)\S.*)`;

function line(kind: string, before: string, secret = value): SecretPattern {
  return {kind, pattern: new RegExp(String.raw`(?<before>^\s*${before}\s+)${secret}`)};
}

function inside(kind: string, of: RegExp, before: string): SecretPattern {
  return {kind, pattern: new RegExp(String.raw`(?<before>^\s*${of.source}.{0,400}?\s${before})${value}`)};
}

const hidden = String.raw`(?:<secret [^<>]{1,96}>|\*)`;

const logins: readonly SecretPattern[] = [
  line('hash', '(?:login|administrator) password encrypted', rest),
  line(
    'password',
    '(?:login|administrator) password',
    String.raw`(?<secret>(?!<secret |encrypted(?:\s|$)|\*\s*$)\S.*)`,
  ),
  line('hash', String.raw`login user \S+ encrypted`, rest),
  line('password', String.raw`login user \S+`, String.raw`(?<secret>(?!<secret |encrypted(?:\s|$)|\*\s*$)\S.*)`),
  line('password', String.raw`(?:pp|wan|mobile) auth (?:myname|username) \S+`),
  inside('password', /pp auth username \S+/, String.raw`myname \S+ `),
  line('password', String.raw`auth user \d+ \S+`, rest),
  line('password', String.raw`ipsec ike (?:eap|xauth) myname \S+ \S+`, rest),
  line('password', 'ex-license password', rest),
  line('password', String.raw`vrx user \S+`, rest),
  line('password', 'httpd custom-gui api password', rest),
];

const keys: readonly SecretPattern[] = [
  line('psk', String.raw`(?:ipsec ike|bgp neighbor) pre-shared-key \S+ text`, rest),
  line(
    'psk',
    String.raw`(?:ipsec ike|bgp neighbor) pre-shared-key \S+`,
    String.raw`(?<secret>(?!<secret |text(?:\s|$)|\*\s*$)\S.*)`,
  ),
  line('psk', 'heartbeat pre-shared-key', rest),
  inside('key', /heartbeat2 (?:transmit|receive) /, '(?:crypto|auth) '),
  line('key', String.raw`heartbeat2 (?:transmit|receive) \S+ (?:crypto|auth)`),
  line('password', 'l2tp tunnel auth on', rest),
  line('key', 'radius secret', rest),
  {kind: 'key', pattern: new RegExp(String.raw`(?<before>\brip auth key text )${value}`)},
  {kind: 'key', pattern: new RegExp(String.raw`(?<before>\brip auth key )(?<secret>(?!<secret |text(?:\s|$))\S.*)`)},
  {kind: 'key', pattern: /(?<before>\sospf\s.{0,200}\bmd5key="?\d{1,3},)(?<secret>(?!<secret )[^\s"]+)/},
  {
    kind: 'key',
    pattern: /(?<before>\b(?:ospf|virtual-link)\s.{0,200}\b(?:authkey|md5key)=)(?<secret>(?!<secret |"?\d{1,3},)\S+)/,
  },
  {kind: 'key', pattern: /(?<before>\bvrrp\s.{0,200}\bauth=)(?<secret>(?!<secret )\S+)/},
  line(
    'private-key',
    String.raw`sshd host key generate(?: bit=\d+)?`,
    String.raw`(?<secret>(?!<secret |bit=|\*\s*$)\S.*)`,
  ),
  line('key', String.raw`ipsec ike license-key \d+`, rest),
  line('token', 'yno access[ -]code', rest),
  line('token', 'yno zero-config id text', rest),
];

const services: readonly SecretPattern[] = [
  line('community', String.raw`snmp(?:v2c)? community read-(?:only|write)`),
  line('community', String.raw`snmp(?:v2c)? trap community`),
  line('community', String.raw`snmp trap host \S+`),
  line('community', String.raw`snmpv2c trap host \S+ (?:trap|inform)`),
  line('community', String.raw`snmp(?:v2c)? host \S+`),
  line('community', String.raw`snmp(?:v2c)? host \S+ ${hidden}`),
  inside('password', /snmpv3 usm user \S+ \S+/, String.raw`(?:md5|sha\S{0,8}) `),
  inside('password', /snmpv3 usm user \S+ \S+/, String.raw`(?:3?des\S{0,8}|aes\S{0,12}) `),
  inside('password', /mail server smtp \S+/, String.raw`smtp-auth \S+ `),
  line('password', String.raw`mail server pop \S+ \S+ (?:port=\d+ )?(?:pop3|apop) \S+`),
  inside('password', /(?:external-memory|syslog|operation) /, 'aes(?:128|256) '),
  line(
    'password',
    String.raw`external-memory config filename \S+(?: [0-4])?`,
    String.raw`(?<secret>(?!<secret )\S{8,})`,
  ),
  line('password', String.raw`sip server \S+ \S+ \S+ \S+ \S+ \S+`, rest),
  line('password', String.raw`mobile pin code \S+`),
];

/** Secrets of `show config`, and of configurations fetched by TFTP, which show more of them. */
export const secrets: readonly SecretPattern[] = [...logins, ...keys, ...services, ...straySecrets];
