import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {assignments, lastValue} from './parse/config-text.ts';
import {flagOrNull, textOrNull, texts} from './parse/fields.ts';
import {postfixSettings, type MailSettings} from './parse/postfix.ts';
import type {Programs} from './parse/programs.ts';
import {isPresent} from './parse/presence.ts';
import {reading, type Reading} from './parse/reading.ts';

const kinds = ['postfix', 'exim', 'sendmail', 'none'] as const;
type Kind = (typeof kinds)[number];

const MailServer = z.object({
  kind: field(z.enum(kinds), 'Mail server', 'メールサーバー', {values: {none: {en: 'none', ja: 'なし'}}}),
  running: flagOrNull('Running', '稼働'),
  listens: texts('Listens on', '待ち受け'),
  listensRemotely: flagOrNull('Reachable from other hosts', '他ホストから接続可'),
  trustedNetworks: texts('Networks that may relay', '中継を許可するネットワーク'),
  openRelay: flagOrNull('Open relay', '第三者中継'),
  tlsIn: textOrNull('TLS when receiving', '受信時のTLS'),
  tlsOut: textOrNull('TLS when sending', '送信時のTLS'),
  vrfyDisabled: flagOrNull('VRFY disabled', 'VRFYコマンド無効'),
  versionShown: flagOrNull('Version in the banner', 'バナーへのバージョン表示'),
  loginOffered: flagOrNull('Login offered (SASL)', '認証 (SASL) の提供'),
  loginOnlyWithTls: flagOrNull('Login only with TLS', 'TLS時のみ認証'),
});

const postfixFile = '/etc/postfix/main.cf';
const postfixServices = '/etc/postfix/master.cf';
const eximFile = '/etc/exim4/update-exim4.conf.conf';

const unknown: MailSettings = {
  listens: [],
  listensRemotely: null,
  trustedNetworks: [],
  openRelay: null,
  tlsIn: null,
  tlsOut: null,
  vrfyDisabled: null,
  versionShown: null,
  loginOffered: null,
  loginOnlyWithTls: null,
};

/** The file that Debian's exim4 is configured with. Its local interfaces are empty when it listens everywhere. */
function eximSettings(text: string): MailSettings {
  const found = assignments(text);
  const list = (key: string): string[] =>
    (lastValue(found, key) ?? '')
      .split(';')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  const listens = list('dc_local_interfaces');
  const networks = list('dc_relay_nets');
  return {
    ...unknown,
    listens,
    listensRemotely: listens.length === 0 || listens.some((address) => !/^(?:127\.|::1|::::1)/.test(address)),
    trustedNetworks: networks,
    openRelay: networks.some((network) => network === '*' || network.endsWith('/0')) ? true : null,
  };
}

function kindOf(present: Programs): Kind {
  if (present.installed('postfix')) return 'postfix';
  if (present.installed('exim4') || present.installed('exim')) return 'exim';
  // Many programs offer a command of this name, only the daemon is a server.
  if (present.installed('sendmail') && present.running('sendmail') !== false) return 'sendmail';
  return isPresent(present, [], ['exim4', 'exim']) ? 'exim' : 'none';
}

/** Overrides of master.cf for single services are not followed: where there are any, nothing is certain. */
function readPostfix(read: Reading): MailSettings {
  const main = read.file(postfixFile);
  const services = read.file(postfixServices);
  if (services !== null && /^\s{1,100}-o\s{0,100}(?:smtpd|smtp|mynetworks|inet)_/m.test(services.text)) read.doubt();
  if (main === null) read.doubt();
  const found = postfixSettings(main?.text ?? '');
  // What is wrong stays wrong whatever else is set; what is right may be overridden.
  return read.sure(found) ?? {...unknown, openRelay: main !== null && found.openRelay === true ? true : null};
}

function settingsOf(kind: Kind, read: Reading): MailSettings {
  switch (kind) {
    case 'postfix':
      return readPostfix(read);
    case 'exim': {
      const file = read.file(eximFile);
      return file === null ? unknown : eximSettings(file.text);
    }
    case 'sendmail':
    case 'none':
      return unknown;
    default:
      return kind satisfies never;
  }
}

/** The mail transfer agent by its configuration: postconf(5), update-exim4.conf(8). Nothing is sent. */
export const mailServer = defineProbe({
  fact: 'mailServer',
  title: {en: 'Mail server', ja: 'メールサーバー'},
  cost: 'cheap',
  schema: MailServer,
  ask: {linux: [processesAsk, ...files(postfixFile, postfixServices, eximFile)]},
  parse(answers) {
    const read = reading(answers);
    const present = read.programs();
    const kind = kindOf(present);
    const settings = settingsOf(kind, read);
    if (kind !== 'none' && settings.openRelay === null) read.doubt();
    return read.result({
      kind,
      // Postfix shows as its master process, whose name others use too.
      running: kind === 'none' ? false : present.running('master', 'exim4', 'exim', 'sendmail'),
      ...settings,
      listens: [...settings.listens],
      trustedNetworks: [...settings.trustedNetworks],
    });
  },
});
