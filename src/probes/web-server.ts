import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field, type Answers} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {apacheSettings, type ApacheSettings} from './parse/apache.ts';
import {attempt} from './parse/attempt.ts';
import {flag, flagOrNull, textOrNull, texts} from './parse/fields.ts';
import type {Seen} from './parse/included.ts';
import {nginxSettings, type NginxSettings} from './parse/nginx.ts';
import type {Programs} from './parse/programs.ts';
import {reading, type Reading} from './parse/reading.ts';
import {apacheExtra, apacheMains, apacheModules, apacheParts, nginxMain, nginxParts} from './parse/web-files.ts';
import {apacheProtocols, nginxProtocols, tlsLibraryAsks} from './parse/tls-library.ts';

const WebServer = z.object({
  /** System-wide policy that limits TLS where a server leaves the choice to the library; null when there is none. */
  cryptoPolicy: textOrNull('System-wide crypto policy', 'システム全体の暗号ポリシー'),
  servers: z.array(
    z.object({
      kind: field(z.enum(['nginx', 'apache', 'lighttpd']), 'Web server', 'Webサーバー'),
      running: flagOrNull('Running', '稼働'),
      /** False for a server whose configuration we do not read. */
      configRead: flag('Configuration read', '設定の読み取り'),
      usesTls: flagOrNull('HTTPS offered', 'HTTPSの提供'),
      weakProtocols: field(z.array(z.string()).nullable(), 'Protocols older than TLS 1.2', 'TLS 1.2より古いプロトコル'),
      versionShown: flagOrNull('Version shown', 'バージョン表示'),
      listings: texts('Folders listed', 'ディレクトリ一覧の表示箇所'),
      trace: flagOrNull('TRACE allowed', 'TRACEメソッド許可'),
      hsts: flagOrNull('HSTS header sent', 'HSTSヘッダー送出'),
    }),
  ),
});
type Server = z.infer<typeof WebServer>['servers'][number];

const lighttpdMain = '/etc/lighttpd/lighttpd.conf';
const policyFile = '/etc/crypto-policies/state/current';

/** Processes of servers whose configuration is not read. */
const others = [
  'caddy',
  'haproxy',
  'traefik',
  'h2o',
  'envoy',
  'varnishd',
  'litespeed',
  'lshttpd',
  'thttpd',
  'boa',
  'angie',
];

const unread = {
  configRead: false,
  usesTls: null,
  weakProtocols: null,
  versionShown: null,
  listings: [],
  trace: null,
  hsts: null,
};

/** Nothing is said of protocols: the policy decides for Apache, as Red Hat builds it, else defaults of server and library. */
function unsaid(
  kind: 'nginx' | 'apache',
  ciphers: readonly string[],
  policy: string | null,
  read: Reading,
): string[] | null {
  if (kind === 'apache' && policy !== null) return null;
  const found = kind === 'nginx' ? nginxProtocols(ciphers, policy, read) : apacheProtocols(ciphers, read);
  if (found === null) read.doubt();
  return found;
}

function whole(
  kind: 'nginx' | 'apache',
  running: boolean | null,
  settings: NginxSettings | ApacheSettings,
  policy: string | null,
  read: Reading,
): Server {
  const {unread: missing, weakProtocols: said, protocolsLeftOpen, ciphers, ...rest} = settings;
  if (missing.length > 0) read.doubt();
  const open = rest.usesTls !== false && protocolsLeftOpen && (said ?? []).length === 0;
  const weak = open ? unsaid(kind, ciphers, policy, read) : said;
  return {
    kind,
    running,
    configRead: true,
    // A part that was not seen may turn on what the others leave off, or end what they begin.
    usesTls: rest.usesTls === false ? read.sure(false) : rest.usesTls,
    versionShown: rest.versionShown ? true : read.sure(false),
    trace: rest.trace ? true : read.sure(false),
    hsts: read.sure(rest.hsts),
    weakProtocols: weak !== null && (weak.length > 0 || read.sure(true)) ? [...weak] : null,
    listings: [...rest.listings],
  };
}

function nginx(read: Reading, present: Programs, policy: string | null): Server[] {
  const main = read.file(nginxMain);
  const running = present.running('nginx');
  if (main === null && running !== false) read.doubt();
  if (main === null || (!present.installed('nginx') && running === false)) return [];
  const found = [main, ...read.files(...nginxParts)];
  const seen = {files: new Map(found.map(({path, text}) => [path, text])), patterns: nginxParts};
  return [whole('nginx', running, nginxSettings(seen, nginxMain), policy, read)];
}

/** Where they cannot be read, what depends on a module stays in doubt. */
function modules(answers: Answers): Seen {
  const read = apacheModules.map((pattern) => attempt(() => answers.files(pattern)));
  const whole = apacheModules.filter((_, index) => read[index]?.complete === true);
  const files = read.flatMap((found) => found?.files ?? []);
  return {files: new Map(files.map(({path, text}) => [path, text])), patterns: whole};
}

function apache(read: Reading, present: Programs, policy: string | null, loading: Seen): Server[] {
  const mains = apacheMains.map((path) => read.file(path)).filter((file) => file !== null);
  const running = present.running(
    'apache2',
    'httpd',
    'httpd-prefork',
    'httpd-worker',
    'httpd-event',
    'httpd.worker',
    'httpd.event',
  );
  const [main] = mains;
  if (main === undefined && running !== false) read.doubt();
  const there = present.installed('apache2') || present.installed('httpd') || running !== false;
  if (main === undefined || !there) return [];
  const extra = apacheExtra.map((path) => read.file(path)).filter((file) => file !== null);
  const found = [...mains, ...extra, ...read.files(...apacheParts)];
  const seen = {
    files: new Map([...found.map(({path, text}) => [path, text] as const), ...loading.files]),
    patterns: [...apacheMains, ...apacheExtra, ...apacheParts, ...loading.patterns],
  };
  return [whole('apache', running, apacheSettings(seen, main.path), policy, read)];
}

/** Web servers by their configuration. Files included from elsewhere are not followed: then the fact is incomplete. */
export const webServer = defineProbe({
  fact: 'webServer',
  title: {en: 'Web servers', ja: 'Webサーバー'},
  cost: 'cheap',
  schema: WebServer,
  ask: {
    linux: [
      processesAsk,
      ...tlsLibraryAsks,
      ...files(
        nginxMain,
        ...nginxParts,
        ...apacheMains,
        ...apacheExtra,
        ...apacheParts,
        ...apacheModules,
        lighttpdMain,
        policyFile,
      ),
    ],
  },
  parse(answers) {
    const read = reading(answers);
    const present = read.programs();
    const text = read.file(policyFile)?.text.trim() ?? '';
    const policy = text === '' ? null : text;
    const servers = [...nginx(read, present, policy), ...apache(read, present, policy, modules(answers))];
    if (present.running(...others) !== false) read.doubt();
    if (present.installed('lighttpd') || present.running('lighttpd') !== false) {
      read.doubt();
      servers.push({kind: 'lighttpd', running: present.running('lighttpd'), ...unread});
    }
    return read.result({cryptoPolicy: policy, servers});
  },
});
