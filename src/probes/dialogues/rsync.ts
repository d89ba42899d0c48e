import type {Dialogue} from '../../model/outside.ts';
import {read, send} from './bytes.ts';

/** csprotocol.txt of rsync: both greet, then the client wants the list of modules. */
export const rsyncDialogue: Dialogue = {
  id: 'rsync',
  class: 'read',
  transport: 'tcp',
  service: 'rsync',
  ports: [873],
  steps: [
    read({at: 'line', like: '^@RSYNCD: [0-9]'}, '@RSYNCD: [0-9]'),
    send('@RSYNCD: 30.0\\n#list\\n'),
    read({at: 'line', like: '^@(?:RSYNCD: EXIT|ERROR)'}),
  ],
  seconds: 8,
  limit: 16_384,
};
