import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {apacheSettings} from './parse/apache.ts';
import {flag, flagOrNull, textOrNull, texts} from './parse/fields.ts';
import {nginxSettings} from './parse/nginx.ts';
import {reading, type Reading} from './parse/reading.ts';
import type {WebSettings} from './parse/web-settings.ts';

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

const nginxMain = '/etc/nginx/nginx.conf';
const nginxParts = [
  'conf.d/*.conf',
  'http.d/*.conf',
  'sites-enabled/*',
  'vhosts.d/*.conf',
  'default.d/*.conf',
  'snippets/*.conf',
].map((path) => `/etc/nginx/${path}`);
const apacheMains = ['/etc/apache2/apache2.conf', '/etc/apache2/httpd.conf', '/etc/httpd/conf/httpd.conf'];
const apacheExtra = ['ports.conf', 'listen.conf', 'default-server.conf', 'ssl-global.conf'].map(
  (name) => `/etc/apache2/${name}`,
);
const apacheParts = [
  ...['conf.d/*.conf', 'mods-enabled/*.conf', 'conf-enabled/*.conf', 'vhosts.d/*.conf', 'sites-enabled/*.conf'].map(
    (path) => `/etc/apache2/${path}`,
  ),
  '/etc/httpd/conf.d/*.conf',
];
const lighttpdMain = '/etc/lighttpd/lighttpd.conf';
const policyFile = '/etc/crypto-policies/state/current';

const unread = {
  configRead: false,
  usesTls: null,
  weakProtocols: null,
  versionShown: null,
  listings: [],
  trace: null,
  hsts: null,
};

function whole(
  kind: Server['kind'],
  running: boolean | null,
  settings: WebSettings & {readonly unread: readonly string[]},
  read: Reading,
): Server {
  const {unread: missing, weakProtocols, ...rest} = settings;
  if (missing.length > 0) read.doubt();
  return {
    kind,
    running,
    configRead: true,
    // A part that was not seen may turn on what the others leave off, or end what they begin.
    usesTls: rest.usesTls ? true : read.sure(false),
    versionShown: rest.versionShown ? true : read.sure(false),
    trace: rest.trace ? true : read.sure(false),
    hsts: read.sure(rest.hsts),
    weakProtocols: weakProtocols !== null && (weakProtocols.length > 0 || read.sure(true)) ? [...weakProtocols] : null,
    listings: [...rest.listings],
  };
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
      ...files(nginxMain, ...nginxParts, ...apacheMains, ...apacheExtra, ...apacheParts, lighttpdMain, policyFile),
    ],
  },
  parse(answers) {
    const read = reading(answers);
    const present = read.programs();
    const servers: Server[] = [];
    const nginx = read.file(nginxMain);
    if (nginx === null && present.running('nginx') !== false) read.doubt();
    if (nginx !== null && (present.installed('nginx') || present.running('nginx') !== false)) {
      const text = [nginx, ...read.files(...nginxParts)].map((file) => file.text).join('\n');
      servers.push(whole('nginx', present.running('nginx'), nginxSettings(text), read));
    }
    const apache = apacheMains.map((path) => read.file(path)).filter((file) => file !== null);
    const apacheRuns = present.running('apache2', 'httpd', 'httpd-prefork');
    if (apache.length === 0 && apacheRuns !== false) read.doubt();
    if (apache.length > 0 && (present.installed('apache2') || present.installed('httpd') || apacheRuns !== false)) {
      const extra = apacheExtra.map((path) => read.file(path)).filter((file) => file !== null);
      const text = [...apache, ...extra, ...read.files(...apacheParts)].map((file) => file.text).join('\n');
      servers.push(whole('apache', apacheRuns, apacheSettings(text), read));
    }
    if (present.installed('lighttpd') || present.running('lighttpd') !== false) {
      read.doubt();
      servers.push({kind: 'lighttpd', running: present.running('lighttpd'), ...unread});
    }
    const policy = read.file(policyFile)?.text.trim() ?? '';
    return read.result({cryptoPolicy: policy === '' ? null : policy, servers});
  },
});
