import type {Dialogue, WireStep} from '../../model/outside.ts';
import {ber, bigEndian, hex, littleEndian, read, send} from './bytes.ts';
import {overTcp, smb2Dialects, smb2Header, smb2Negotiate, smbMessage} from './smb.ts';

const oid = {spnego: hex('06 06 2b 06 01 05 05 02'), ntlm: hex('06 0a 2b 06 01 04 01 82 37 02 02 0a')};

/** Unicode, NTLM with extended session security, anonymous: MS-NLMP 2.2.2.5. */
const flags = littleEndian(0x0008_8a05, 4);
const signature = Buffer.from('NTLMSSP\0');

const ntlmNegotiate = Buffer.concat([signature, hex('01000000'), flags, Buffer.alloc(16)]);
/** MS-NLMP 3.2.5.1.2: an anonymous user has no name, and one zero byte for an answer to the challenge. */
const ntlmAnonymous = Buffer.concat([
  signature,
  hex('03000000 0100 0100 40000000'),
  ...Array.from({length: 5}, () => hex('0000 0000 41000000')),
  flags,
  hex('00'),
]);

/** RFC 4178: first the mechanism and its first token, then the token that answers. */
const firstToken = ber(
  0x60,
  oid.spnego,
  ber(0xa0, ber(0x30, ber(0xa0, ber(0x30, oid.ntlm)), ber(0xa2, ber(0x04, ntlmNegotiate)))),
);
const secondToken = ber(0xa1, ber(0x30, ber(0xa2, ber(0x04, ntlmAnonymous))));

/** The length in front of a message, with a header that names the session. */
function message(command: number, number: number, session: Buffer | string, body: Buffer): WireStep {
  return send(bigEndian(64 + body.length, 4), ...smb2Header(command, number, session), body);
}

/** MS-SMB2 2.2.5 */
const sessionSetup = (token: Buffer): Buffer =>
  Buffer.concat([hex('1900 00 01 00000000 00000000 5800'), littleEndian(token.length, 2), Buffer.alloc(8), token]);

/** MS-SMB2 2.2.9; servers do not look at the name before the share. */
const pipes = Buffer.from('\\\\localhost\\IPC$', 'utf16le');
const treeConnect = Buffer.concat([hex('0900 0000 4800'), littleEndian(pipes.length, 2), pipes]);
const logoff = hex('0400 0000');

/** The state of an answer, least significant byte first, stands after the length and 8 bytes of the header. */
const withStatus = (status: string): string => `^[\\s\\S]{4}\\xfeSMB[\\s\\S]{4}${status}`;

/** Logs in as nobody, and asks for the share of the named pipes, by which a server tells of shares and accounts. */
export const smbAnonymousDialogue: Dialogue = {
  id: 'smb-anonymous',
  class: 'trial',
  transport: 'tcp',
  service: 'smb',
  ports: [445],
  steps: [
    send(overTcp(smb2Negotiate(smb2Dialects.map(({number}) => number)))),
    read(smbMessage, withStatus('\\x00{4}')),
    message(1, 1, Buffer.alloc(8), sessionSetup(firstToken)),
    {
      do: 'read',
      end: smbMessage,
      // STATUS_MORE_PROCESSING_REQUIRED
      like: withStatus('\\x16\\x00\\x00\\xc0'),
      keep: {name: 'session', like: '^[\\s\\S]{44}([\\s\\S]{8})', most: 8},
    },
    message(1, 2, '{{=session}}', sessionSetup(secondToken)),
    read(smbMessage, withStatus('\\x00{4}')),
    message(3, 3, '{{=session}}', treeConnect),
    read(smbMessage),
    message(2, 4, '{{=session}}', logoff),
    read(smbMessage),
  ],
  seconds: 15,
  limit: 16_384,
};
