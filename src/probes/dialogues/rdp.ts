import type {Dialogue} from '../../model/outside.ts';
import {hex, littleEndian, read, send} from './bytes.ts';

/** Ways to secure a connection: MS-RDPBCGR 2.2.1.1.1. A client of CredSSP says that it can do TLS as well. */
export const rdpProtocols = {standard: 0, tls: 1, nla: 3} as const;

/** A connection request of X.224 in a TPKT, which asks for one way to secure the connection; nothing follows it. */
const dialogue = (name: keyof typeof rdpProtocols): Dialogue => ({
  id: `rdp-${name}`,
  class: 'read',
  transport: 'tcp',
  service: 'rdp',
  ports: [3389],
  steps: [
    send(Buffer.concat([hex('0300 0013 0e e0 0000 0000 00 01 00 0800'), littleEndian(rdpProtocols[name], 4)])),
    read({at: 'length', offset: 2, bytes: 2, order: 'big', plus: 0}),
  ],
  seconds: 10,
  limit: 1024,
});

export const rdpDialogues = {standard: dialogue('standard'), tls: dialogue('tls'), nla: dialogue('nla')};
