import {files, isGlob, type Ask} from '../../model/ask.ts';
import {loginOnlyWithTls} from './dovecot.ts';
import type {Programs} from './programs.ts';
import type {Reading} from './reading.ts';

const dovecotFile = '/etc/dovecot/dovecot.conf';
const dovecotParts = [
  '/etc/dovecot/local.conf',
  '/etc/dovecot/conf.d/*.conf',
  '/etc/dovecot/conf.d/*.conf.ext',
  '/usr/share/dovecot/protocols.d/*.protocol',
];
/** Processes of servers whose configuration is not read. */
const others = ['cyrmaster', 'cyrus-master', 'imapd', 'couriertcpd', 'courier-imapd'];

export const mailboxAsks: readonly Ask[] = files(dovecotFile, ...dovecotParts);

export interface Mailbox {
  /** null: not known, or one whose configuration is not read. */
  readonly mailboxServer: 'dovecot' | 'none' | null;
  readonly mailboxLoginOnlyWithTls: boolean | null;
}

/** Dovecot, which hands out mail over IMAP and POP3, beside whichever server takes it in. */
export function readMailbox(read: Reading, present: Programs): Mailbox {
  const running = present.running('dovecot');
  if (!present.installed('dovecot') && running !== true) {
    const other = running === null || present.running(...others) !== false;
    if (other) read.doubt();
    return {mailboxServer: other ? null : 'none', mailboxLoginOnlyWithTls: null};
  }
  const main = read.file(dovecotFile);
  const patterns = dovecotParts.filter(isGlob);
  const single = dovecotParts.filter((path) => !isGlob(path)).map((path) => read.file(path));
  const found = [main, ...single, ...read.files(...patterns)].filter((file) => file !== null);
  const seen = {files: new Map(found.map(({path, text}) => [path, text])), patterns: dovecotParts};
  const only = main === null ? null : read.sure(loginOnlyWithTls(seen, dovecotFile));
  if (only === null) read.doubt();
  return {mailboxServer: 'dovecot', mailboxLoginOnlyWithTls: only};
}
