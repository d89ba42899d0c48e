import type {Dialogue} from '../../model/outside.ts';
import {ask, hex, read} from './bytes.ts';

/** Get Channel Authentication Capabilities, for an administrator of the channel that it comes by: IPMI v2.0 13.13, 22.13. */
export const ipmiDialogue: Dialogue = {
  id: 'ipmi',
  class: 'read',
  transport: 'udp',
  service: 'ipmi',
  ports: [623],
  steps: [ask(hex('0600ff07 00 00000000 00000000 09 20 18 c8 81 00 38 8e 04 b5')), read({at: 'bytes', count: 30})],
  seconds: 2,
  limit: 512,
};
