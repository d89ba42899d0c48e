import {z} from 'zod';
import {files, rootFiles} from '../model/ask.ts';
import {defineProbe, field, type FileText} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {assignments, lastValue, plainLines} from './parse/config-text.ts';
import {flag, flagOrNull, intOrNull, text, textOrNull} from './parse/fields.ts';
import type {Programs} from './parse/programs.ts';
import {busyboxSettings} from './parse/busybox-syslog.ts';
import {reading, type Reading} from './parse/reading.ts';
import {rsyslogSettings} from './parse/rsyslog.ts';
import {syslogNgSettings} from './parse/syslog-ng.ts';
import type {SyslogSettings} from './parse/syslog-settings.ts';

const Syslog = z.object({
  daemon: field(z.enum(['rsyslog', 'syslog-ng', 'busybox', 'none']), 'Syslog daemon', 'syslogデーモン', {
    values: {none: {en: 'none', ja: 'なし'}},
  }),
  running: flagOrNull('Running', '稼働'),
  targets: z.array(
    z.object({
      host: text('Log server', 'ログサーバー'),
      port: intOrNull('Port', 'ポート'),
      protocol: field(z.enum(['udp', 'tcp', 'relp']), 'Protocol', 'プロトコル'),
      tls: flag('Encrypted (TLS)', '暗号化 (TLS)'),
      logins: flagOrNull('Gets records of authentication', '認証の記録の転送'),
    }),
  ),
  inputs: field(z.array(z.enum(['udp', 'tcp', 'relp'])), 'Messages of other hosts taken over', '他機器からのログ受信'),
  authLogged: flagOrNull('Authentication written to a file', '認証ログのファイル出力'),
  createMode: textOrNull('Mode of new log files', '新規ログファイルのモード'),
});

/** SUSE: sockets of its own making, and rules of packages. */
const rsyslogFiles = ['/etc/rsyslog.d/*.conf', '/etc/rsyslog.d/*.frule', '/run/rsyslog/additional-log-sockets.conf'];
const syslogNgFiles = ['/etc/syslog-ng/conf.d/*.conf'];
const busyboxFile = '/etc/conf.d/syslog';
const busyboxRules = '/etc/syslog.conf';

const none: SyslogSettings = {targets: [], inputs: [], authLogged: false, createMode: null};

function daemonOf(present: Programs): 'rsyslog' | 'syslog-ng' | 'busybox' | 'none' {
  if (present.running('rsyslogd') === true) return 'rsyslog';
  if (present.running('syslog-ng') === true) return 'syslog-ng';
  if (present.running('syslogd') === true) return 'busybox';
  if (present.installed('rsyslogd')) return 'rsyslog';
  if (present.installed('syslog-ng')) return 'syslog-ng';
  return present.installed('syslogd') ? 'busybox' : 'none';
}

/** The main file with its parts in the places where it includes them; in doubt where it goes on elsewhere, or is not there. */
function textOf(read: Reading, main: string, parts: readonly string[], includes: RegExp): string {
  const file = read.file(main);
  if (file === null) read.doubt();
  const found = new Map(parts.map((part) => [part, filesOf(read, part).map(({text}) => text)]));
  const target = (line: string): string | undefined => includes.exec(line)?.groups?.['target'];
  const placed = new Set<string>();
  const lines = plainLines(file?.text ?? '', '#').flatMap((line) => {
    const here = target(line) ?? '';
    const texts = found.get(here);
    if (texts === undefined || placed.has(here)) return [line];
    placed.add(here);
    return texts.flatMap((text) => plainLines(text, '#'));
  });
  if (lines.some((line) => isElsewhere(target(line), placed))) read.doubt();
  return lines.join('\n');
}

function filesOf(read: Reading, part: string): readonly FileText[] {
  if (part.includes('*')) return read.files(part);
  const file = read.file(part);
  return file === null ? [] : [file];
}

function isElsewhere(target: string | undefined, placed: ReadonlySet<string>): boolean {
  return target !== undefined && !placed.has(target) && !harmless.has(target);
}

const harmless = new Set(['scl.conf']);

function rsyslog(read: Reading): SyslogSettings {
  const includes = /^(?:\$IncludeConfig\s+|include\(\s*(?:[a-z]+="[^"]*"\s+)*file\s*=\s*")(?<target>[^\s"]+)/i;
  const text = textOf(read, '/etc/rsyslog.conf', rsyslogFiles, includes);
  // A text may stand in place of the file, or the file on another line.
  if (plainLines(text).some((line) => /(?:^|[\s{};])include\s*(?:\(|$)/i.test(line) && !includes.test(line)))
    read.doubt();
  return rsyslogSettings(text);
}

function syslogNg(read: Reading): SyslogSettings {
  const text = textOf(read, '/etc/syslog-ng/syslog-ng.conf', syslogNgFiles, /^@include\s+["']?(?<target>[^\s"']+)/);
  return syslogNgSettings(text);
}

function settingsOf(daemon: z.infer<typeof Syslog>['daemon'], running: boolean | null, read: Reading): SyslogSettings {
  switch (daemon) {
    case 'rsyslog':
      return rsyslog(read);
    case 'syslog-ng':
      return syslogNg(read);
    case 'busybox': {
      const file = read.file(busyboxFile);
      // Another daemon of this name has other files; what starts this one may give it options.
      if (file === null && running !== false) read.doubt();
      const rules = plainLines(read.file(busyboxRules)?.text ?? '', '#').length > 0;
      return busyboxSettings(lastValue(assignments(file?.text ?? ''), 'SYSLOGD_OPTS') ?? '', rules);
    }
    case 'none':
      return none;
    default:
      return daemon satisfies never;
  }
}

/** The syslog daemon, where it writes and whom it sends to: rsyslog.conf(5), syslog-ng.conf(5). */
export const syslog = defineProbe({
  fact: 'syslog',
  title: {en: 'Syslog', ja: 'syslog'},
  cost: 'cheap',
  schema: Syslog,
  ask: {
    linux: [
      processesAsk,
      ...rootFiles('/etc/rsyslog.conf', ...rsyslogFiles, '/etc/syslog-ng/syslog-ng.conf', ...syslogNgFiles),
      ...files(busyboxFile, busyboxRules),
    ],
  },
  parse(answers) {
    const read = reading(answers);
    const present = read.programs();
    const daemon = daemonOf(present);
    const running = daemon === 'none' ? false : present.running('rsyslogd', 'syslog-ng', 'syslogd');
    const settings = settingsOf(daemon, running, read);
    // What does not run writes nothing, whatever is configured.
    const configured = settings.authLogged ?? (running === false ? false : null);
    if (configured === null) read.doubt();
    if (running === null) read.doubt();
    const authLogged = read.sure(configured);
    return read.result({
      daemon,
      running,
      ...settings,
      authLogged,
      targets: [...settings.targets],
      inputs: [...settings.inputs],
    });
  },
});
