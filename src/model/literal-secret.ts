/**
 * In front of a line of an answer whose whole rest, after a name of this table, is a secret as it stands, even where it looks
 * like a path or a variable. How such a value ends depends on the program that reads it:
 * word: a word or a quoted text · comment: quotes are taken off, `#` outside of them begins a comment · line: all of the line.
 */
export const literalMark = '= literal ';

export type LiteralEnd = 'word' | 'comment' | 'line';

/** Names in lower case; programs and their files take them in any. */
export const literalNames: Readonly<Record<string, LiteralEnd>> = {
  requirepass: 'word',
  masterauth: 'word',
  auth_pass: 'word',
  dbpassword: 'line',
  password: 'comment',
  default_pass: 'comment',
  wpa_passphrase: 'line',
  psk: 'comment',
};
