import {createServer, type AddressInfo, type Socket} from 'node:net';

const uint32 = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
};
const string = (bytes: Buffer | string): Buffer =>
  Buffer.concat([uint32(Buffer.from(bytes).length), Buffer.from(bytes)]);

export function sshPacket(payload: Buffer): Buffer {
  const padding = 4 + ((8 - ((payload.length + 9) % 8)) % 8);
  return Buffer.concat([uint32(payload.length + padding + 1), Buffer.from([padding]), payload, Buffer.alloc(padding)]);
}

export interface Offered {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly compression: readonly string[];
}

/** SSH_MSG_KEXINIT with the same in both directions. */
export function kexInitOf({kex, hostKeys, ciphers, macs, compression}: Offered): Buffer {
  const lists = [kex, hostKeys, ciphers, ciphers, macs, macs, compression, compression, [], []];
  const names = lists.map((list) => string(list.join(',')));
  return sshPacket(Buffer.concat([Buffer.from([20]), Buffer.alloc(16, 7), ...names, Buffer.alloc(5)]));
}

/** A number of exactly so many bits. */
const number = (bits: number): Buffer => {
  const bytes = Buffer.alloc(Math.ceil(bits / 8) + 1, 0x55);
  bytes[0] = 0;
  bytes[1] = 1 << ((bits - 1) % 8);
  return bytes;
};

/** The answer of a key exchange, with an RSA host key of so many bits. */
export function replyOf(rsaBits: number): Buffer {
  const key = Buffer.concat([string('ssh-rsa'), string(Buffer.from([1, 0, 1])), string(number(rsaBits))]);
  return sshPacket(Buffer.concat([Buffer.from([31]), string(key), string(number(256)), string('signature')]));
}

/** The group that a server hands out, of so many bits. */
export function groupOf(bits: number): Buffer {
  return sshPacket(Buffer.concat([Buffer.from([31]), string(number(bits)), string(Buffer.from([2]))]));
}

/** What a router of 2008 offers: SSH 1.99, and nothing that should still be used. */
export const oldOffer: Offered = {
  kex: ['diffie-hellman-group1-sha1'],
  hostKeys: ['ssh-rsa'],
  ciphers: ['aes128-cbc', '3des-cbc', 'aes192-cbc', 'aes256-cbc'],
  macs: ['hmac-sha1', 'hmac-sha1-96', 'hmac-md5', 'hmac-md5-96'],
  compression: ['none'],
};

export interface OldSshServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/**
 * A server that says what it is told to: identification, offer, and in answer to the begin of a key exchange the RSA key or
 * the group.
 */
export async function startOldSsh(
  identification: string,
  offered: Offered,
  bits: {readonly rsa: number; readonly group: number},
): Promise<OldSshServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    socket.write(`${identification}\r\n`);
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      if (heard.includes('SSH-2.0-mizumori\r\n')) socket.write(kexInitOf(offered));
      if (heard.includes('ssh-rsa'))
        socket.write(heard.includes('group-exchange') ? groupOf(bits.group) : replyOf(bits.rsa));
      heard = '';
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return {port: (server.address() as AddressInfo).port, stop};
}
