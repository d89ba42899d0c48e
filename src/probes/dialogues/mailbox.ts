import type {Dialogue, WireStep} from '../../model/outside.ts';
import {say} from './lines.ts';

const common = {class: 'read', transport: 'tcp', seconds: 20, limit: 16_384} as const;
const line = (end: string, like: string): WireStep => ({do: 'read', end: {at: 'line', like: end}, like});

const pop3: readonly WireStep[] = [
  line('^(?:\\+OK|-ERR)', '^\\+OK'),
  say('CAPA'),
  {do: 'read', end: {at: 'line', like: '^(?:\\.$|-ERR)'}},
  say('QUIT'),
  {do: 'read', end: {at: 'line', like: '^(?:\\+OK|-ERR)'}},
];

const imap: readonly WireStep[] = [
  line('^\\* (?:OK|PREAUTH|BYE)', '^\\* (?:OK|PREAUTH)'),
  say('a CAPABILITY'),
  {do: 'read', end: {at: 'line', like: '^a (?:OK|NO|BAD)'}},
  say('b LOGOUT'),
  {do: 'read', end: {at: 'line', like: '^b '}},
];

const tls: WireStep = {do: 'tls'};

/** RFC 1939, RFC 2449: greets, and asks what the server can do. RFC 8314: the same under TLS from the start. */
export const pop3Dialogue: Dialogue = {...common, id: 'pop3', service: 'pop3', ports: [110], steps: pop3};
export const pop3sDialogue: Dialogue = {...common, id: 'pop3s', service: 'pop3s', ports: [995], steps: [tls, ...pop3]};

/** RFC 9051 */
export const imapDialogue: Dialogue = {...common, id: 'imap', service: 'imap', ports: [143], steps: imap};
export const imapsDialogue: Dialogue = {...common, id: 'imaps', service: 'imaps', ports: [993], steps: [tls, ...imap]};
