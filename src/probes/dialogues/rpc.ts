import type {Dialogue} from '../../model/outside.ts';
import {bigEndian, hex, read, send} from './bytes.ts';

/** Number that our call bears. */
export const callId = 0x6d7a_6d72;

/** PMAPPROC_DUMP of program 100000, version 2, by nobody: RFC 1833 3.2, RFC 5531 9. */
const dump = Buffer.concat([
  bigEndian(callId, 4),
  hex('00000000 00000002 000186a0 00000002 00000004'),
  Buffer.alloc(16),
]);

/** What any client asks to find the port of a program; the mark of the record leads, its first bit says that it is the last. */
export const rpcDialogue: Dialogue = {
  id: 'rpcbind',
  class: 'read',
  transport: 'tcp',
  service: 'rpcbind',
  ports: [111],
  steps: [
    send(hex('80'), bigEndian(dump.length, 3), dump),
    read({at: 'length', offset: 1, bytes: 3, order: 'big', plus: 4}),
  ],
  seconds: 8,
  limit: 16_384,
};
