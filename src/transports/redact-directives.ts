import {secretWord} from './redact-names.ts';
import {after, type Anchor} from './redact-value.ts';

const statement = /\b(?:alter|create|grant|set)\s/i;

/** What takes a name and a value: variables of web servers, headers that they add. */
const setter = String.raw`(?:setenv|php_(?:admin_)?value|(?:fastcgi|uwsgi|scgi)_param|(?:proxy|grpc)_set_header|add_header|define|export|set|(?:request)?header\s+(?:always\s+)?(?:set|add|append|merge|setifempty)|http-request\s+(?:set|add)-header)`;

/** Names that end as those of secrets do, and tell nginx, Apache or getent something else. */
const elsewhere = String.raw`(?!(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass\s|proxypass\s|(?:pass|passwd|shadow|password|secret|community)\s)`;
/** `ENC` says that what follows is encrypted (FortiOS). */
const setting = String.raw`(?!ENC\s)(?!(?:\$|(?:yes|no|true|false|on|off|none|null|required?|optional|prompt|ask|enabled?|disabled?);?\s*$))`;

const named: readonly Anchor[] = [
  after(
    'password',
    new RegExp(String.raw`^\s*${setter}\s+["']?\$?[\w.-]{0,64}${secretWord}["']?\s+(?![=:-])${setting}(?=\S)`, 'gi'),
  ),
  after(
    'token',
    new RegExp(
      String.raw`^\s*${setter}\s+["']?(?:authorization|cookie)["']?\s+(?!["']?(?:basic|bearer|digest|token|negotiate)\\?\s)${setting}(?=\S)`,
      'gi',
    ),
  ),
  after(
    'password',
    new RegExp(
      String.raw`^\s*(?:[#;]\s?)?${elsewhere}(?:[\w.:-]{0,64}[\w.:])?-?${secretWord}\s+(?![=:([{-])${setting}(?=\S{1,512}\s*;?\s*$|["'])`,
      'gi',
    ),
  ),
];

/** Values that a web server compares with, tables of Postfix and lists of exim that stand in their configuration. */
const elsewhereNamed: readonly Anchor[] = [
  after(
    'token',
    /\$(?:http|arg|cookie)_\w{0,64}(?:key|token|secret|auth|authorization|pass\w{0,8})\s{1,8}(?:!?=|!?~\*?)\s{0,8}/gi,
    /^\s*(?:\}\s*)?(?:else)?if\s/i,
  ),
  after('password', /^\s*\{\s{0,8}\[?[\w.-]{1,253}\]?(?::\w{1,16})?\s{0,8}=\s{0,8}[^\s:{}=]{1,256}:/g),
  after('password', /^\s*(?:hide\s+)?(?:mysql|pgsql|oracle|redis)_servers\s*=\s*/gi, null, 'header'),
  after('password', /^\s*client_send\s*=\s*/gi, null, 'header'),
  after('password', /^\s*ssl_passphrase_command\s*=\s*'\s{0,8}(?:\/\S{0,64}\/)?(?:echo|printf)\s+/gi),
];

/** Lines of configuration files that part name and value by white space. */
export const directives: readonly Anchor[] = [
  after(
    'password',
    /^\s*(?:bindpw|rootpw|rootbindpw|bindpasswd|ldap_default_authtok|requirepass|masterauth|auth_pass|wpa-passphrase|sasl_passwd)\s+(?![=:])/gi,
  ),
  after('psk', /^\s*(?:wpa-psk|wireless-key\d?)\s+(?:(?:ascii|hex)\s+(?:\d\s+)?(?=\S))?/gi),
  after('key', /\bsecret\s+(?=["'])/gi),
  after('key', /^\s*secret\s+(?![=:])(?=\S+\s*$)/gi),
  // named.conf, a key on one line.
  after('key', /;\s*secret\s+(?!["'=:])(?=[A-Za-z0-9+/=]{4,512}\s*;)/gi),
  // Two words: netrc and the like. Three: GRUB. A PAM line has a control word second, a switch may have the name of a rule there.
  after('password', /^\s*password\s+(?![=:]|required|is\b)(?=\S+\s*$)/gi),
  after(
    'password',
    /^\s*password\s+(?!(?:required|requisite|sufficient|optional|include|substack|minimum-length)\s|[[=:-])\S{1,64}\s+(?=\S+\s*$)(?!pam_)/gi,
  ),
  after('password', /\blogin\s+\S{1,256}\s+password\s+/gi),
  after('password', /^\s*user\s+\S{1,64}\s+(?:insecure-)?password\s+/gi),
  after('password', /\bstats\s+auth\s+[^\s:]{1,64}:/g),
  after('password', /\s>(?=\S)/g, /^\s*user\s+\S{1,64}\s/),
  // Under its new name a command of redis is a password.
  after('password', /^\s*rename-command\s+\S{1,64}\s+(?!""|'')/gi),
  after('hash', /\s#(?=[0-9a-f]{64}(?:\s|$))/g, /^\s*user\s+\S{1,64}\s+(?:on|off)\s/),
  after('key', /:\s*(?:PSK|EAP|XAUTH|NTLM|PIN)\s+/g),
  after('password', /:\s*(?:RSA|ECDSA|Ed25519|PKCS8|PKCS12|P12)\s+\S{1,256}\s+(?=["'])/g),
  after('key', /^\s*\d{1,10}\s+(?:M|MD5|SHA\d{0,3}|SHA3?-\d{3}|AES\d{0,3}(?:-?CMAC)?)\s+(?=\S)/gi),
  // pam_radius: server, secret, timeout
  after(
    'key',
    /^\s*(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]{2,45}\]|[\w.-]{1,253}(?=:\d))(?::\d{1,5})?\s+(?![\d.]+\s)(?=\S+\s+\d{1,3}\s*$)/gi,
  ),
  after('password', /^\s*\[(?=[\w-]{0,63}\.)[\w.-]{1,253}\](?::\w{1,16})?\s+[^\s:]{1,256}:/g),
  after('password', /\bidentified\s+(?:with\s+\S{1,64}\s+)?(?:by|as)\s+(?:password\s+)?(?=["'])/gi),
  after('password', /\bidentified\s+(?:with\s+\S{1,64}\s+)?(?:by|as)\s+(?:password\s+)?(?=\S)/gi, statement),
  after('password', /\bpassword\s+(?=["'])/gi, statement),
  after('password', /^\s*sentinel\s+auth-pass\s+\S{1,128}\s+/gi),
  // Legacy rsyslog: `:ommysql:host,database,user,password`
  after('password', /:om(?:my|pg)sql:[^,\s]{0,256},[^,\s]{0,256},[^,\s]{0,256},/g),
  after('password', /(?<![\w.-])static:[^\s:]{1,256}:(?=\S)/g),
  ...elsewhereNamed,
  ...named,
];
