import {after, type Anchor} from './redact-value.ts';

const fromPipe =
  /\|\s*(?:\S{0,64}\/)?(?:sudo\s(?:.{0,60}\s)?-S\b|passwd\s+--stdin|chpasswd|kinit|cryptsetup|gpg2?|smbpasswd|vncpasswd|realm|adcli|su|(?:docker|podman|az|oc)\s(?:.{0,60}\s)?login)\b/;

/** Names of options, long or with one dash. */
const options: readonly Anchor[] = [
  after('password', /(?:^--|\s--?)[\w-]{0,40}(?:password|passwd|passphrase|pass|passin|passout)\s+(?!-)/gi),
  after('password', /\s--?[\w-]{0,40}(?:password|pass)-(?:command|cmd)[ =]\s*/gi),
  after('token', /(?:^--|\s--?)[\w-]{0,40}(?:token|secret|api-?key)\s+(?!-)/gi),
];

const databases: readonly Anchor[] = [
  after('password', /\s-p(?=[^\s])/g, /\b(?:mysql|mariadb|percona)\S{0,64}\s/),
  after('password', /\s-p\s*/g, /\bmongo(?:sh|dump|restore|export|import|stat|top|files)?\s/),
  after('password', /\s-P\s*/g, /\b(?:sqlcmd|bcp|isql|osql|tsql)\s/),
  after('password', /\s-a\s+/g, /\bredis-cli\s/),
  // Oracle: user/password@service
  after('password', /[\s=]["']?[\w.$-]{1,64}\/(?=[^\s/])/g, /\b(?:expdp|impdp|sqlplus|sqlldr|rman)\s/),
  after('password', /\bconn(?:ect)?\s+["']?[\w.$-]{1,64}\/(?=[^\s/@]{1,256}@)/gi),
  after('password', /\bconnect\s+to\s+\S{1,64}\s+user\s+\S{1,64}\s+using\s+/gi),
];

const logins: readonly Anchor[] = [
  after('password', /\bsshpass\s+-p\s*/g),
  after('password', /\s-pw\s+/g, /\b(?:plink|pscp|psftp|putty)\b/),
  after('password', /\s\/p:/g, /\b[xw]?l?freerdp\d?\b/),
  after('password', /\s-p\s*/g, /\b(?:docker|podman|nerdctl|buildah|skopeo|az|oc)\s(?:.{0,80}\s)?login\b/),
  after('password', /\s-p\s+/g, /\b(?:useradd|usermod|nsrauth|rdesktop|rsh)\s/),
  after('password', /\s-[NP]\s*/g, /\bssh-keygen\s/),
  after('password', /\s-P\s*/g, /\b(?:ipmitool|mosquitto_(?:pub|sub|rr))\s/),
  after(
    'password',
    /\s(?:-p|--pw|-xp)\s+/g,
    /\b(?:ipmi-\w{1,32}|ipmi(?:console|power)|bmc-\w{1,32}|ups(?:cmd|rw)|ncftp\w{0,8}|mosquitto_\w{2,3}|send[Ee]mail)\s/,
  ),
  after('password', /\s-w\s*(?=\S)/g, /\bldap(?:search|modify|add|delete|passwd|whoami|compare)\s/),
  after('password', /\bhtpasswd\s+-\w{0,8}b\w{0,8}\s+\S{1,256}\s+\S{1,256}\s+/g),
  after('password', /\b(?:echo|printf)\s+(?:-\w{1,3}\s+)?/g, fromPipe),
  after('password', /<<<\s*(?!\$)/g, /\b(?:kinit|sudo|passwd|chpasswd|cryptsetup|gpg2?|su|smbpasswd|realm|adcli)\s/),
  // expect(1)
  after('password', /\bsend\s+(?:--\s+)?(?=["'][^"']{1,256}\\[rn]["'])/g),
];

const transfers: readonly Anchor[] = [
  after('password', /\s(?:-[A-Za-z#]{0,8}[uU]|--user|--proxy-user)[ =]?["']?[^\s:"']{1,256}:/g, /\b(?:curl|wget)\b/),
  after('password', /\s(?:-u|--user)[ =]\s*["']?[^\s,"']{1,256},/g, /\b(?:lftp|open)\s/),
  after('password', /\s-U\s*["']?[^\s%"']{1,256}%/g),
  after('password', /\buser(?:name)?=[^\s%,]{1,64}%/g),
  after('password', /\bsmbclient\s+\S{1,256}\s+(?!-)/g),
  after('password', /\bnet\s+use\s+(?:\S{1,3}:\s+)?\\\\\S{1,256}\s+(?!\/)/gi),
  // ftp(1)
  after('password', /^\s*(?:quote|quot|literal)\s+(?:pass|acct)\s+/gi),
  after('password', /^\s*user\s+[\w.@-]{1,64}\s+(?!(?:on|off)\s*$)(?=[^\s;={]{1,128}\s*$)/g),
];

const archives: readonly Anchor[] = [
  after('password', /\s-P\s*/g, /\b(?:un)?zip\s/),
  after('password', /\s-h?p(?=\S)/g, /\b(?:7z[arz]?|rar|unrar)\s/),
  after('password', /\s-[kK]\s+/g, /\bopenssl\s/),
];

/** Programs of the administrator's own, which daemons start. What a letter means to one is not known. */
const unknown: readonly Anchor[] = [
  after(
    'password',
    /\s-[pP](?!(?:ort|rint|ath|id|idfile|rocess)\b)\s*(?=\S)/g,
    /^\s*(?:extend|exec|pass|sh)(?:fix|-sh|_persist)?\s|^\s*Exec(?:Start|Stop|Reload)\w{0,8}\s{0,8}=|^\s*server_args\s{0,8}=|^\s*UserParameter\s{0,8}=|\bpam_exec\.so\s|\bomprog\b|\s(?:stream|dgram)\s+(?:tcp|udp)/,
  ),
  after('community', /\s-C\s*/g, /\bcheck_snmp\w{0,32}\s/),
  after('password', /\s-s\s*/g, /\bcheck_nt\s/),
  after('password', /\s-[ab]\s+["']?[^\s:"']{1,64}:/g, /\bcheck_http\w{0,8}\s/),
  // journalctl and psql have a priority and a port there.
  after('password', /(?<!\b(?:journalctl|psql|pg_\w{1,16}|ps|top))\s-[uU]\s?[^\s-]\S{0,63}\s{1,4}-[pP]\s{0,4}(?=\S)/g),
];

/** Arguments of commands, as in scripts and in the process list. */
export const commands: readonly Anchor[] = [...options, ...databases, ...logins, ...transfers, ...archives, ...unknown];
