import {z} from 'zod';
import {files} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {eximSettings} from './parse/exim.ts';
import {flagOrNull, textOrNull, texts} from './parse/fields.ts';
import {networkStyles, unknownSettings, type MailSettings} from './parse/postfix.ts';
import {mainCf} from './parse/postfix-parameters.ts';
import {postfixSettings} from './parse/postfix-services.ts';
import type {Programs} from './parse/programs.ts';
import {isPresent} from './parse/presence.ts';
import {mailboxAsks, readMailbox} from './parse/read-mailbox.ts';
import {reading, type Reading} from './parse/reading.ts';
import {sendmailSettings} from './parse/sendmail.ts';

const kinds = ['postfix', 'exim', 'sendmail', 'none'] as const;
type Kind = (typeof kinds)[number];

const MailServer = z.object({
  kind: field(z.enum(kinds), 'Mail server', 'メールサーバー', {values: {none: {en: 'none', ja: 'なし'}}}),
  running: flagOrNull('Running', '稼働'),
  listens: texts('Listens on', '待ち受け'),
  listensRemotely: flagOrNull('Reachable from other hosts', '他ホストから接続可'),
  trustedNetworks: texts('Networks that may relay', '中継を許可するネットワーク'),
  networkStyle: field(z.enum(networkStyles).nullable(), 'Trusted networks come from', '中継許可ネットワークの決め方', {
    values: {
      listed: {en: 'a list', ja: '一覧'},
      host: {en: 'own addresses', ja: '自ホストのアドレス'},
      subnet: {en: 'own subnets', ja: '所属サブネット'},
      class: {en: 'classes of own addresses', ja: '自アドレスのクラス'},
    },
  }),
  openRelay: flagOrNull('Open relay', '第三者中継'),
  tlsIn: textOrNull('TLS when receiving', '受信時のTLS'),
  tlsOut: textOrNull('TLS when sending', '送信時のTLS'),
  vrfyDisabled: flagOrNull('VRFY disabled', 'VRFYコマンド無効'),
  versionShown: flagOrNull('Version in the banner', 'バナーへのバージョン表示'),
  loginOffered: flagOrNull('Login offered (SASL)', '認証 (SASL) の提供'),
  loginOnlyWithTls: flagOrNull('Login only with TLS', 'TLS時のみ認証'),
  /** null: not known, or one whose configuration we do not read. */
  mailboxServer: field(z.enum(['dovecot', 'none']).nullable(), 'Mailbox server', 'メールボックスサーバー', {
    values: {none: {en: 'none', ja: 'なし'}},
  }),
  mailboxLoginOnlyWithTls: flagOrNull('Mailbox login only with TLS', 'メールボックスへのTLS時のみの認証'),
});

const postfixFile = '/etc/postfix/main.cf';
const postfixServices = '/etc/postfix/master.cf';
const sendmailFile = '/etc/mail/sendmail.cf';
/** Processes of servers whose configuration is not read. `smtpd` is OpenSMTPD's, or of a Postfix that is not on the search path. */
const otherMail = ['opensmtpd', 'smtpd', 'qmail-send', 'courierd', 'courieresmtpd'];
/** Debian's exim4 ignores the file below where this one exists. */
const eximOwn = '/etc/exim4/exim4.conf';
const eximFile = '/etc/exim4/update-exim4.conf.conf';

function kindOf(present: Programs): Kind {
  if (present.installed('postfix')) return 'postfix';
  if (present.installed('exim4') || present.installed('exim')) return 'exim';
  // Many programs offer a command of this name, only the daemon is a server.
  if (present.installed('sendmail') && present.running('sendmail') !== false) return 'sendmail';
  if (isPresent(present, [], ['exim4', 'exim'])) return 'exim';
  if (present.running(...otherMail) !== false) throw new Gap('unsupported', 'a mail server that is not read');
  return 'none';
}

function readPostfix(read: Reading, present: Programs): MailSettings {
  const main = read.file(postfixFile);
  const services = read.file(postfixServices);
  // Without its services it does not run, and another server that does may answer in its place.
  if (main === null || services === null || present.running('exim4', 'exim', 'sendmail') === true) read.doubt();
  // Each further instance has a configuration of its own.
  if ((mainCf(main?.text ?? '').get('multi_instance_directories') ?? '') !== '') read.doubt();
  const found = postfixSettings(main?.text ?? '', services?.text ?? '');
  // What is wrong stays wrong whatever else is set; what is right may be overridden.
  return read.sure(found) ?? {...unknownSettings, openRelay: main !== null && found.openRelay === true ? true : null};
}

function readExim(read: Reading): MailSettings {
  const [own, file] = [read.file(eximOwn), read.file(eximFile)];
  return read.sure(own === null && file !== null ? eximSettings(file.text) : unknownSettings) ?? unknownSettings;
}

function readSendmail(read: Reading): MailSettings {
  const file = read.file(sendmailFile);
  return file === null ? unknownSettings : (read.sure(sendmailSettings(file.text)) ?? unknownSettings);
}

function settingsOf(kind: Kind, read: Reading, present: Programs): MailSettings {
  switch (kind) {
    case 'postfix':
      return readPostfix(read, present);
    case 'exim':
      return readExim(read);
    case 'sendmail':
      return readSendmail(read);
    case 'none':
      return unknownSettings;
    default:
      return kind satisfies never;
  }
}

/** Settings without which the fact is not whole. */
const judged = ['openRelay', 'networkStyle', 'vrfyDisabled', 'loginOffered', 'loginOnlyWithTls'] as const;

/** The mail transfer agent by its configuration: postconf(5), update-exim4.conf(8). Nothing is sent. */
export const mailServer = defineProbe({
  fact: 'mailServer',
  title: {en: 'Mail server', ja: 'メールサーバー'},
  cost: 'cheap',
  schema: MailServer,
  ask: {linux: [processesAsk, ...files(postfixFile, postfixServices, eximOwn, eximFile, sendmailFile), ...mailboxAsks]},
  parse(answers) {
    const read = reading(answers);
    const present = read.programs();
    const kind = kindOf(present);
    const settings = settingsOf(kind, read, present);
    const mailbox = readMailbox(read, present);
    if (kind !== 'none' && judged.some((key) => settings[key] === null)) read.doubt();
    return read.result({
      kind,
      // Postfix shows as its master process, whose name others use too.
      running: kind === 'none' ? false : present.running('master', 'exim4', 'exim', 'sendmail'),
      ...settings,
      ...mailbox,
      listens: [...settings.listens],
      trustedNetworks: [...settings.trustedNetworks],
    });
  },
});
