import type {SecretPattern} from '../model/platform.ts';
import {after, type Anchor} from './redact-value.ts';

const header = String.raw`[\w-]{0,64}(?:key|token|secret|authorization|cookie)`;
/** What a scheme of HTTP and its secret are parted by: configuration files escape the space. */
const gap = String.raw`(?:\\?\s|\\s[+*]?){1,4}`;
const compares = String.raw`(?:==|!=|=~|!~|eq\b|ne\b|-(?:str)?(?:eq|ne|match)\b|-in\b)`;

/** Secrets that programs of a server show by their own form, with what ends them. */
export const serverPatterns: readonly SecretPattern[] = [
  // syslog-ng without quotes
  {
    kind: 'password',
    pattern: /(?<before>(?<![\w$.])(?:password|passwd|token|auth|secret)\()(?<secret>[^\s"'()<>]{1,256})(?=\))/g,
  },
  {kind: 'token', pattern: /(?<before>(?<![\w$.-])(?:auth|bot-id)\(\s{0,4}["'])(?<secret>[^"'<>]{1,256})(?=["'])/g},
  // Customer's token in structured data: Loggly and Sumo Logic go by it.
  {kind: 'token', pattern: /(?<before>\[)(?<secret>[\w+/=-]{8,256})(?=@41(?:058|123)\b)/g},
  {
    kind: 'password',
    pattern: /(?<before>\beq\s{0,4}\{\s{0,4}\$(?:auth)?[1-3]\s{0,4}\}\s{0,4}\{)(?<secret>[^{}\s$<>]{1,256})(?=\})/g,
  },
  {kind: 'password', pattern: /(?<before>(?<![^\s])\/\/[^\s/:@]{1,256}:)(?<secret>[^\s/@<>]{1,256})(?=@[\w.-])/g},
  {kind: 'token', pattern: /(?<before>:\/\/)(?<secret>[A-Za-z0-9_-]{20,256})(?=:(?:x|x-oauth-basic)?@)/g},
  {kind: 'token', pattern: /(?<before>packagecloud\.io\/priv\/)(?<secret>[0-9A-Za-z]{8,128})/g},
];

/** nginx, Apache and lighttpd: what they send, what they compare with, what they encrypt with. */
const web: readonly Anchor[] = [
  after('token', /["'^]bearer(?:\\?\s|\\s[+*]?){1,4}(?!realm\b)(?=[\w.~+/=-]{2})/gi),
  // Base64 and no name of a realm: `auth_basic "Basic login"`
  after(
    'token',
    /["'^][Bb]asic(?:\\?\s|\\s[+*]?){1,4}(?=[A-Za-z0-9+/]{3,512}[="'$\s\\])(?=[A-Za-z]{0,512}(?:[\d=+/]|[a-z][A-Z]))/g,
  ),
  after('token', /\bhttpheadervalue\s{0,4}=\s{0,4}(?=["'])/gi),
  after(
    'token',
    new RegExp(String.raw`%\{HTTP:${header}\}\s+["']?!?[=^]?(?:(?:basic|bearer)${gap})?(?!["'^]{0,2}[.(])`, 'gi'),
    /^\s*RewriteCond\s/i,
  ),
  after(
    'token',
    new RegExp(String.raw`%\{(?:HTTP|REQ(?:UEST)?_HEADERS?):${header}\}\s{1,4}${compares}\s{0,4}(?=["'/])`, 'gi'),
  ),
  after(
    'token',
    new RegExp(
      String.raw`\$(?:REQUEST_HEADER|HTTP)\["(?:request-header"\]\[")?${header}"\]\s{0,4}${compares}\s{0,4}(?=")`,
      'gi',
    ),
  ),
  after(
    'token',
    new RegExp(
      String.raw`^\s*SetEnvIf(?:NoCase)?\s+["']?${header}["']?\s+["']?\^?(?:(?:basic|bearer)${gap})?(?!["'^]{0,2}[.(])`,
      'gi',
    ),
  ),
  after('token', /@\w{2,16}\s+(?:basic|bearer)\s+/gi, /^\s*SecRule\s/i),
  after('key', /^\s*secure_link_md5\s+/gi, null, 'header'),
  after('password', /^\s*redis2_query\s+auth\s+/gi),
  after('password', /^\s*SSLPassPhraseDialog\s+["']?(?:\||exec:)(?:\/\S{0,64}\/)?(?:echo|printf)\s+/gi),
  after('key', /^\s*SSLSRPUnknownUserSeed\s+|^\s*GssapiSessionKey\s+key:/gi),
  after('password', /^\s*SessionCryptoPassphrase\s+(?!exec:)/gi, null, 'header'),
  after('password', /^\s*Auth_MySQL_Info\s+\S{1,256}\s+\S{1,64}\s+/gi),
  after('password', /^\s*AuthBasicFake\s+(?!off\b)\S{1,256}\s+/gi),
  after('key', /^\s*(?:AddRadiusAuth|AuthXRadiusAddServer)\s+\S{1,256}\s+/gi),
];

/** Tables of Postfix that stand in its configuration. A table of routes names a service where one of passwords has a user. */
const mail: readonly Anchor[] = [
  after('password', /\b(?:inline|texthash):(?=\s{0,8}\{)/gi, /password_maps\s*=/i, 'header'),
  after('password', /\s[^\s:{}=/]{1,256}:(?=[^\s{])/g, /password_maps\s*=\s*(?:pcre|regexp|cidr):\s{0,8}\{/i),
  // exim: what a client has to say, in an expression.
  after('password', /^\s*server_secret\s*=\s*/gi, null, 'header'),
  after(
    'password',
    /(?<=[{,\s])\[?[\w.-]{1,253}\]?(?::\w{1,16})?\s{0,8}=\s{0,8}(?!(?:smtps?|lmtp|relay|local|virtual|error|discard|retry|uucp|pipe|may|encrypt):)[^\s:{}=,]{1,256}:(?=[^\s:[])/g,
    /\b(?:inline|texthash):\s{0,8}\{/i,
  ),
];

const others: readonly Anchor[] = [
  after('password', /^\s*crypto\s(?:\S{1,128}\s{1,8}){0,16}pw\s+/gi),
  after('password', /^\s*\$Action\w{0,32}(?:password|pass|pwd)\s+/gi),
  after('key', /\bazure_key\s{0,4}=\s{0,4}(?=["'])/gi),
  after('key', /^\s*(?:loose[-_])?file[-_]key[-_]management[-_]filekey\s*=\s*/gi),
  // In a text in quotes, a quote is written twice.
  after('password', /\bpassword\s{0,4}=\s{0,4}''(?=[^'\s])/gi, null, 'header'),
  after('password', /^\s*MONITOR\s+\S{1,128}\s+\d{1,4}\s+\S{1,64}\s+(?=\S+\s+(?:master|slave|primary|secondary)\b)/gi),
];

/** What configuration files of servers hold beyond names and values. */
export const servers: readonly Anchor[] = [...web, ...mail, ...others];
