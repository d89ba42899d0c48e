import type {WireStep} from '../../model/outside.ts';
import {read, send} from './bytes.ts';

const head = 'HTTP/1.0\\r\\nHost: {{host}}\\r\\nUser-Agent: mizumori\\r\\nAccept: application/json\\r\\n';

/** HTTP/1.0: the answer is not in chunks, and ends with the connection. */
export const httpGet = (path: string): readonly WireStep[] => [send(`GET ${path} ${head}\\r\\n`), read({at: 'close'})];

export const httpPost = (path: string, body: string): readonly WireStep[] => [
  send(`POST ${path} ${head}`, `Content-Type: application/json\\r\\nContent-Length: ${body.length}\\r\\n\\r\\n${body}`),
  read({at: 'close'}),
];
