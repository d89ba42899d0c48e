import type {Dialogue, WireStep} from '../../model/outside.ts';
import {anyReply, reply, say} from './lines.ts';

const asks: readonly WireStep[] = [reply('220'), say('EHLO mizumori.invalid'), reply('250'), say('QUIT'), reply('221')];
const common = {transport: 'tcp', seconds: 20, limit: 16_384} as const;

/** RFC 5321, RFC 3207: greets, and asks what the server can do. */
export const smtpDialogue: Dialogue = {
  ...{id: 'smtp', class: 'read', service: 'smtp', ports: [25, 587, 2525], steps: asks},
  ...common,
};

/** RFC 8314: the same under TLS from the start. */
export const smtpsDialogue: Dialogue = {
  ...{id: 'smtps', class: 'read', service: 'smtps', ports: [465], steps: [{do: 'tls'}, ...asks]},
  ...common,
};

/** Of whom, and to whom, a server is asked to take a mail that it has nothing to do with. `local`: a mailbox of its own that cannot exist. */
export const relayForms = [
  {form: 'plain', from: 'mizumori@mizumori.invalid', to: 'mizumori@example.com'},
  {form: 'no-sender', from: '', to: 'mizumori@example.com'},
  {form: 'own-sender', from: 'mizumori@{{domain}}', to: 'mizumori@example.com'},
  {form: 'route', from: 'mizumori@mizumori.invalid', to: '@{{domain}}:mizumori@example.com'},
  {form: 'percent', from: 'mizumori@mizumori.invalid', to: 'mizumori%example.com@{{domain}}'},
  {form: 'local', from: 'mizumori@mizumori.invalid', to: 'mizumori-none@{{domain}}'},
] as const;
export type RelayForm = (typeof relayForms)[number]['form'];

const attempts = relayForms.flatMap(({from, to}) => [
  say(`MAIL FROM:<${from}>`),
  anyReply,
  say(`RCPT TO:<${to}>`),
  anyReply,
  say('RSET'),
  anyReply,
]);

/** Whether mail of strangers to strangers would be taken. None is: no DATA is ever sent. */
export const smtpRelayDialogue: Dialogue = {
  ...{id: 'smtp-relay', class: 'trial', transport: 'tcp', service: 'smtp', ports: smtpDialogue.ports},
  steps: [reply('220'), say('EHLO mizumori.invalid'), reply('250'), ...attempts, say('QUIT'), reply('221')],
  seconds: 60,
  limit: 16_384,
};
