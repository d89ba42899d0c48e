import type {SecretPattern} from '../../model/platform.ts';
import {straySecrets} from '../config/secrets.ts';

/** Not a word that tells how the value behind it is written. */
const value = String.raw`(?<secret>(?!<secret |(?:plain|secret|hash|char|hex|md5|text|\d) (?=\S))(?:"[^"]*"|\S+))`;

function after(kind: string, before: string): SecretPattern {
  return {kind, pattern: new RegExp(String.raw`(?<before>^\s*${before}\s+)${value}`)};
}

/** Number of the way in which a stored secret is encoded. */
const encoded = String.raw`(?: \d(?= ))?`;

/** `plain`: readable · `hash`, `secret`, `secret-password`: encoded by the router. */
export const secrets: readonly SecretPattern[] = [
  after('password', String.raw`username \S+ password plain${encoded}`),
  after('hash', String.raw`username \S+ password (?:hash|secret)${encoded}`),
  after('password', String.raw`username \S+ password(?! (?:plain|hash|secret|<secret))`),
  after('hash', String.raw`(?:http-server|web-auth)(?: \S+)? (?:\S+-)?username \S+ secret-password${encoded}`),
  after('password', String.raw`(?:http-server|web-auth)(?: \S+)? (?:\S+-)?username \S+ password(?: plain)?${encoded}`),
  after('hash', String.raw`http-server (?:\S+-)?username \S+ secret-password${encoded}`),
  after('password', String.raw`http-server (?:\S+-)?username \S+ password(?: plain)?${encoded}`),
  after('password', String.raw`http-server cross-site password(?: plain| secret)?`),
  after('hash', String.raw`authentication secret-password${encoded} \S+`),
  after('password', String.raw`authentication password(?: plain)?${encoded} \S+`),
  {kind: 'psk', pattern: new RegExp(String.raw`(?<before>^\s*ike policy .{0,200}?\skey )${value}`)},
  {
    kind: 'psk',
    pattern: new RegExp(
      String.raw`(?<before>^\s*ikev2 authentication psk .{0,200}?\skey (?:char|hex|secret|plain) )${value}`,
    ),
  },
  {
    kind: 'psk',
    pattern: new RegExp(
      String.raw`(?<before>^\s*ikev2 authentication psk .{0,200}?\skey (?!(?:char|hex|secret|plain) ))${value}`,
    ),
  },
  {kind: 'key', pattern: new RegExp(String.raw`(?<before>^\s*ipsec manualkey \S+ \S+ \S+ )${value}`)},
  {
    kind: 'key',
    pattern: new RegExp(String.raw`(?<before>^\s*ipsec manualkey \S+ \S+ \S+ <secret [^<>]{1,96}> \S+ )${value}`),
  },
  {kind: 'key', pattern: new RegExp(String.raw`(?<before>\bospf authentication-key )${value}`)},
  {kind: 'key', pattern: new RegExp(String.raw`(?<before>\bmessage-digest-key \d{1,3} (?:md5 )?)${value}`)},
  {kind: 'key', pattern: new RegExp(String.raw`(?<before>\bvirtual-link \S+ authentication-key )${value}`)},
  {kind: 'key', pattern: /(?<before>^\s*neighbor \S+ password )(?<secret>(?!<secret )\S.*)/},
  {kind: 'key', pattern: new RegExp(String.raw`(?<before>\bvrrp \S+ authentication )${value}`)},
  {kind: 'key', pattern: new RegExp(String.raw`(?<before>\brip authentication (?:text|md5) )${value}`)},
  {
    kind: 'key',
    pattern: new RegExp(String.raw`(?<before>^\s*(?:radius|tacacs) .{0,120}?\skey(?: [0-9](?= ))? )${value}`),
  },
  after('community', String.raw`snmp-agent(?: vrf \S+)? ipv?6? community`),
  after('community', String.raw`snmp-agent(?: vrf \S+)? ipv?6? host \S+`),
  {
    kind: 'password',
    pattern: new RegExp(String.raw`(?<before>^\s*snmpv3 user .{0,120}?\sauth \S+ (?:(?:plain|secret) )?)${value}`),
  },
  {
    kind: 'password',
    pattern: new RegExp(String.raw`(?<before>^\s*snmpv3 user .{0,200}?\spriv \S+ (?:(?:plain|secret) )?)${value}`),
  },
  after('password', String.raw`l2tp (?:tunnel )?password(?: plain| secret)?`),
  {
    kind: 'password',
    pattern: new RegExp(
      String.raw`(?<before>^\s*(?:tunnel v6pv|ngn|nm|mobile|ddns|pppoe|isdn) (?:.{0,120}? )?password(?: plain| secret)?${encoded} )${value}`,
    ),
  },
  {
    kind: 'password',
    pattern: new RegExp(String.raw`(?<before>^\s*ip dhcp-client authentication .{0,120}?\skey )${value}`),
  },
  {
    kind: 'password',
    pattern: new RegExp(String.raw`(?<before>^\s*mobile (?:pin-auth enable|pin-code(?: plain| secret)?|puk) )${value}`),
  },
  {kind: 'password', pattern: new RegExp(String.raw`(?<before>^\s*mobile puk <secret [^<>]{1,96}> )${value}`)},
  {
    kind: 'password',
    pattern: new RegExp(
      String.raw`(?<before>^\s*(?:query|url) .{0,200}?[?&](?:pass(?:word)?|key|token)=)(?<secret>(?!<secret )[^&\s]+)`,
    ),
  },
  {kind: 'key', pattern: new RegExp(String.raw`(?<before>^\s*ntp authentication-key \d+ \S+ )${value}`)},
  ...straySecrets,
];
