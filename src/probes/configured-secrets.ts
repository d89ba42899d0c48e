import {z} from 'zod';
import {command} from '../model/ask.ts';
import {literalMark, literalNames} from '../model/literal-secret.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {untilEnd} from './parse/ended.ts';
import {text} from './parse/fields.ts';

const ConfiguredSecrets = z.object({
  secrets: z.array(
    z.object({
      file: text('Configuration file', '設定ファイル'),
      kind: text('Kind', '種類'),
      class: field(z.enum(['default', 'weak', 'ok']), 'Secret', '秘密の値', {
        values: {
          default: {en: 'well known', ja: '既定値'},
          weak: {en: 'easy to guess', ja: '推測容易'},
          ok: {en: 'not in dictionary', ja: '辞書になし'},
        },
      }),
    }),
  ),
});
type Secret = z.infer<typeof ConfiguredSecrets>['secrets'][number];

/** Files of services in which passwords stand as they are, and the lines that hold them. */
const places = [
  ...['/etc/redis/*.conf', '/etc/redis.conf', '/etc/valkey/*.conf', '/etc/keepalived/keepalived.conf'],
  ...['/etc/zabbix/*.conf', '/etc/my.cnf', '/etc/my.cnf.d/*.cnf', '/etc/mysql/*.cnf', '/etc/mysql/*/*.cnf'],
  ...['/root/.my.cnf', '/etc/rabbitmq/rabbitmq.conf', '/etc/hostapd/*.conf', '/etc/wpa_supplicant/*.conf'],
  ...[
    '/etc/tomcat*/tomcat-users.xml',
    '/opt/tomcat*/conf/tomcat-users.xml',
    '/usr/share/tomcat*/conf/tomcat-users.xml',
  ],
];
const names = Object.keys(literalNames).join('|');

/**
 * Passwords of users, one a line. Elements begin at `<`, on whatever line; old awks know no classes of characters, and a
 * quote of the shell is \047.
 */
const usersScript = [
  'BEGIN { RS = "<" } { gsub(/[\\t\\r\\n]/, " ") } /^!--/ { c = 1 }',
  '!c && /^user / && match($0, / password *= *("[^"]*"|\\047[^\\047]*\\047)/)',
  `{ print "${literalMark}" substr($0, RSTART + 1, RLENGTH - 1) } /-->/ { c = 0 }`,
].join(' ');

/**
 * Only lines of these names leave the host, marked so that redaction hides all of their values: whole files hold secrets in
 * more forms. Users that stand in a comment of tomcat-users.xml are none.
 */
const ask = command(
  'configured-secrets',
  [
    `for f in ${places.join(' ')}; do [ -f "$f" ] || continue; echo "= $f";`,
    `case "$f" in *.xml) awk '${usersScript}' "$f";;`,
    `*) grep -iE '^[[:space:]]*(${names})[[:space:]]*[[:space:]=][[:space:]]*[^[:space:]]' "$f" | sed 's/^[[:space:]]*/${literalMark}/';; esac; done; echo .`,
  ].join(' '),
  {privilege: 'root'},
);

const mark = /<secret kind=(?<kind>[\w-]{1,32}) len=\d{1,9} class=(?<class>default|weak|ok) /g;

function secretsOf(line: string, file: string): Secret[] {
  return [...line.matchAll(mark)].map(({groups}) => ({
    file,
    kind: groups?.['kind'] ?? '',
    class: (groups?.['class'] ?? 'ok') as Secret['class'],
  }));
}

/** Passwords in configuration files, by the class that redaction gave them. None of them is tried. */
export const configuredSecrets = defineProbe({
  fact: 'configuredSecrets',
  title: {en: 'Secrets in configuration files', ja: '設定ファイルの秘密情報'},
  cost: 'cheap',
  schema: ConfiguredSecrets,
  ask: {linux: [ask]},
  parse(answers) {
    const {lines, ended} = untilEnd(answers.command(ask.id).text);
    const secrets: Secret[] = [];
    let file = '';
    for (const line of lines) {
      if (line.startsWith('= /')) file = line.slice(2);
      else secrets.push(...secretsOf(line, file));
    }
    return ended ? whole({secrets}) : partial({secrets});
  },
});
