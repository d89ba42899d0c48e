import ipaddr from 'ipaddr.js';
import type {Bilingual} from '../model/text.ts';
import {readPorts} from '../model/port-list.ts';
import {brief, suggest} from '../model/suggest.ts';

/** A rule tells what is wrong with a text and what to write instead; null when it is fine. */
export type Rule = (text: string) => Bilingual | null;

const idPattern = /^[a-z0-9._-]{1,64}$/;
// File names that Windows refuses, with any extension; `site` and `__proto__` mean something else in run folders,
// `organisation` in attestations.
const reserved = /^(?:(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|site|organisation|__proto__)$/;

export const idRule: Rule = (text) => {
  const lower = text.normalize('NFKC').toLowerCase();
  if (!idPattern.test(text)) {
    const [en, ja] = idPattern.test(lower) ? [`; write “${lower}”`, `「${lower}」と書いてください。`] : ['', ''];
    return {
      en: `“${brief(text)}” is not a valid id${en} (1–64 of a–z 0–9 . _ -)`,
      ja: `「${brief(text)}」はIDとして使えません。${ja}使えるのは半角の英小文字・数字・「.」「_」「-」で1〜64文字です`,
    };
  }
  if (!reserved.test(text) && !text.endsWith('.')) return null;
  return {
    en: `“${text}” cannot be used as an id (reserved, or ends in a full stop); write another, e.g. “srv-01”`,
    ja: `「${text}」はIDとして使えません（予約語、または末尾がピリオド）。srv-01 のような別の名前にしてください`,
  };
};

/** Names of credentials, groups, jump hosts and load groups. */
export const nameRule: Rule = (text) => {
  const normal = text.normalize('NFKC');
  if (text !== normal)
    return {
      en: `write “${brief(normal)}” instead of “${brief(text)}”`,
      ja: `「${brief(text)}」は「${brief(normal)}」と書いてください`,
    };
  if (/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}._-]{0,63}$/u.test(text)) return null;
  return {
    en: `“${brief(text)}” is not a valid name; write 1–64 letters, digits, . _ -, beginning with a letter or digit`,
    ja: `「${brief(text)}」は名前として使えません。文字・数字・「.」「_」「-」で1〜64文字、先頭は文字か数字にしてください`,
  };
};

export const textRule: Rule = (text) =>
  text.trim() === ''
    ? {en: 'the value is empty; write it, or delete the line', ja: '値が空です。値を書くか、行を削除してください'}
    : null;

export const portRule: Rule = (text) => {
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535) return null;
  return {
    en: `“${brief(text)}” is not a port number; write a number from 1 to 65535`,
    ja: `「${brief(text)}」はポート番号ではありません。1〜65535の数字を書いてください`,
  };
};

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

function isHostName(text: string): boolean {
  if (text.length > 253) return false;
  const labels = text.split('.');
  return labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? '');
}

const unreachable = ['unspecified', 'broadcast', 'multicast'];

export const addressRule: Rule = (text) => {
  const numeric = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
  if (numeric && !unreachable.includes(ipaddr.parse(text).range())) return null;
  if (numeric) {
    return {
      en: `“${text}” is not the address of one machine; write its own`,
      ja: `「${text}」は1台の機器を指すアドレスではありません。機器自身のアドレスを書いてください`,
    };
  }
  if (isHostName(text)) return null;
  return {
    en: `“${brief(text)}” is not an address; write an IPv4 address (192.0.2.10), an IPv6 address (2001:db8::10) or a host name`,
    ja: `「${brief(text)}」はアドレスではありません。IPv4アドレス（192.0.2.10）、IPv6アドレス（2001:db8::10）またはホスト名を書いてください`,
  };
};

/** A domain that mail is sent to, as DNS has it: Japanese names in their form of ASCII. */
export const domainRule: Rule = (text) => {
  if (/^[a-z0-9.-]+$/.test(text) && isHostName(text) && text.includes('.')) return null;
  return {
    en: `“${brief(text)}” is not a mail domain; write what follows the @, in lower case: example.lg.jp`,
    ja: `「${brief(text)}」はメールのドメインではありません。example.lg.jp のように、@より後ろを半角小文字で書いてください`,
  };
};

/** Name under `_domainkey` of a key for DKIM. */
export const selectorRule: Rule = (text) => {
  if (text.length <= 63 && /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/.test(text) && !text.includes('..')) return null;
  return {
    en: `“${brief(text)}” is not a selector of DKIM; write what stands after s= in DKIM-Signature, in lower case`,
    ja: `「${brief(text)}」はDKIMのセレクタではありません。DKIM-Signatureヘッダのs=の値を半角小文字で書いてください`,
  };
};

export const resolverRule: Rule = (text) => {
  if ((ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)) && addressRule(text) === null)
    return null;
  return {
    en: `“${brief(text)}” is not the address of a DNS server; write its IP address: 192.0.2.53`,
    ja: `「${brief(text)}」はDNSサーバのアドレスではありません。192.0.2.53 のようにIPアドレスを書いてください`,
  };
};

const daysOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

export const dateRule: Rule = (text) => {
  const match = /^(?<year>\d{4})-(?<month>0[1-9]|1[0-2])-(?<day>\d\d)$/.exec(text);
  const [year, month, day] = ['year', 'month', 'day'].map((part) => Number(match?.groups?.[part] ?? 0));
  if (year && month && day && year >= 1900 && day <= daysOf(year, month)) return null;
  return {
    en: `“${brief(text)}” is not a date; write YYYY-MM-DD, e.g. 2027-03-31`,
    ja: `「${brief(text)}」は日付ではありません。2027-03-31 のように書いてください`,
  };
};

export const windowRule: Rule = (text) => {
  const match = /^(?<from>(?:[01]\d|2[0-3]):[0-5]\d)-(?<to>(?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text);
  if (match && match.groups?.['from'] !== match.groups?.['to']) return null;
  return {
    en: `“${brief(text)}” is not a time window; write HH:MM-HH:MM, e.g. "01:00-04:00" or across midnight "22:00-05:00"; leave it out for any time`,
    ja: `「${brief(text)}」は時間帯ではありません。"01:00-04:00"（日をまたぐ場合は "22:00-05:00"）のように書き、終日なら省いてください`,
  };
};

// eslint-disable-next-line no-restricted-globals -- only asks whether a zone exists; nothing is formatted
const zones = Intl;

export const timezoneRule: Rule = (text) => {
  try {
    // Names without a slash such as JST are no IANA names, though some runtimes take them.
    if (text !== 'UTC' && !text.includes('/')) throw new RangeError('not an IANA name');
    new zones.DateTimeFormat('en', {timeZone: text});
    return null;
  } catch {
    const near = suggest(text, zones.supportedValuesOf('timeZone')) ?? 'Asia/Tokyo';
    return {
      en: `“${brief(text)}” is not an IANA time zone; write e.g. ${near}`,
      ja: `「${brief(text)}」はIANAタイムゾーン名ではありません。${near} のように書いてください`,
    };
  }
};

export const serviceRule: Rule = (text) => {
  const match = /^(?:tcp|udp)\/(?<from>[1-9]\d{0,4})(?:-(?<to>[1-9]\d{0,4}))?$/.exec(text);
  const from = Number(match?.groups?.['from'] ?? 0);
  const to = Number(match?.groups?.['to'] ?? from);
  if (match && from <= to && to <= 65_535) return null;
  return {
    en: `“${brief(text)}” is not a service; write tcp/22, udp/161 or a range such as udp/5000-5010`,
    ja: `「${brief(text)}」はサービスの書き方ではありません。tcp/22、udp/161、範囲なら udp/5000-5010 のように書いてください`,
  };
};

/** Widest range in which hosts are looked for: 4,096 addresses. */
const widest = 20;

/** A range of addresses in which hosts are looked for. */
export const rangeRule: Rule = (text) => {
  if (/^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/.test(text) && ipaddr.IPv4.isValidCIDR(text)) {
    const network = `${ipaddr.IPv4.networkAddressFromCIDR(text).toString()}/${text.split('/')[1] ?? ''}`;
    if (Number(text.split('/')[1]) >= widest && network === text) return null;
    if (network !== text)
      return {
        en: `“${brief(text)}” is not the first address of its range; write ${network}`,
        ja: `「${brief(text)}」は範囲の先頭アドレスではありません。${network} と書いてください`,
      };
  }
  return {
    en: `“${brief(text)}” is not a range of IPv4 addresses of at most 4096; write 192.0.2.0/24`,
    ja: `「${brief(text)}」はIPv4アドレスの範囲（4096個まで）ではありません。192.0.2.0/24 のように書いてください`,
  };
};

/** TCP ports to connect to. */
export const portsRule: Rule = (text) => {
  if (text !== '' && readPorts(text) !== null) return null;
  return {
    en: `“${brief(text)}” is not a list of ports; write 22,80,8000-8100`,
    ja: `「${brief(text)}」はポートの一覧ではありません。22,80,8000-8100 のように書いてください`,
  };
};

/** A service at a port where it is not expected. Which services there are is told by the probes. */
export const portServiceRule: Rule = (text) => {
  const port = /^[a-z0-9-]+\/(?<port>[1-9]\d{0,4})$/.exec(text)?.groups?.['port'];
  if (port !== undefined && Number(port) <= 65_535) return null;
  return {
    en: `“${brief(text)}” is not a service at a port; write https/8443`,
    ja: `「${brief(text)}」はサービスとポートの組ではありません。https/8443 のように書いてください`,
  };
};

const constraint = /^(?:(?:>=|<=|>|<|=)\s*[^\s,<>=]+(?:\s*,\s*|$))+$/;

/** Versions that an order allows. Whether they are versions of the scheme shows when they are compared. */
export const constraintRule: Rule = (text) => {
  if (text.length <= 256 && constraint.test(text) && !/,\s*$/.test(text)) return null;
  return {
    en: `“${brief(text)}” says no versions; write ">= 1:9.2p1", "= 2.4.57-2" or ">= 1.22, < 1.25"`,
    ja: `「${brief(text)}」はバージョンの条件ではありません。">= 1:9.2p1"、"= 2.4.57-2"、">= 1.22, < 1.25" のように書いてください`,
  };
};

export const macRule: Rule = (text) =>
  /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i.test(text)
    ? null
    : {
        en: `“${brief(text)}” is not a MAC address; write 00:00:5e:00:53:01`,
        ja: `「${brief(text)}」はMACアドレスではありません。00:00:5e:00:53:01 のように書いてください`,
      };
