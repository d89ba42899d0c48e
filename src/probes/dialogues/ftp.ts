import type {Dialogue, WireStep} from '../../model/outside.ts';
import {anyReply, reply, say} from './lines.ts';

const asks: readonly WireStep[] = [reply('220'), say('FEAT'), anyReply, say('QUIT'), anyReply];
const common = {transport: 'tcp', seconds: 20, limit: 16_384} as const;

/** RFC 959, RFC 2389, RFC 4217: greets, and asks what the server can do. */
export const ftpDialogue: Dialogue = {
  ...{id: 'ftp', class: 'read', service: 'ftp', ports: [21, 2121], steps: asks},
  ...common,
};

/** The same under TLS from the start. */
export const ftpsDialogue: Dialogue = {
  ...{id: 'ftps', class: 'read', service: 'ftps', ports: [990], steps: [{do: 'tls'}, ...asks]},
  ...common,
};

/** RFC 1635: whether anybody may log in. No file is looked at. */
export const ftpAnonymousDialogue: Dialogue = {
  ...{id: 'ftp-anonymous', class: 'trial', service: 'ftp', ports: ftpDialogue.ports},
  steps: [
    ...[reply('220'), say('USER anonymous'), anyReply],
    ...[say('PASS mizumori@example.invalid'), anyReply, say('QUIT'), anyReply],
  ],
  ...common,
};
