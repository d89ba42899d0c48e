import {createHash} from 'node:crypto';
import ssh2, {type ParsedKey} from 'ssh2';
import {TransportError, type Secret} from '../connection.ts';

const maxKey = 65_536;
const parsed = new Map<string, ParsedKey>();

function parse(text: string, passphrase: string | null): ParsedKey {
  if (text.length > maxKey) throw new TransportError('auth-failed', 'the private key file is too long');
  const result: ParsedKey | Error | (ParsedKey | Error)[] =
    passphrase === null ? ssh2.utils.parseKey(text) : ssh2.utils.parseKey(text, passphrase);
  const key = [result].flat()[0];
  if (key === undefined || key instanceof Error) {
    const wanted = key?.message.includes('no passphrase') ? 'it needs a passphrase' : 'wrong passphrase or format';
    throw new TransportError('auth-failed', `the private key cannot be read: ${wanted}`);
  }
  if (!key.isPrivateKey()) throw new TransportError('auth-failed', 'the key file holds no private key');
  return key;
}

/**
 * Parses a private key once per process: the bcrypt of an encrypted one blocks for a third of a second.
 * @throws TransportError `auth-failed` when it cannot be read.
 */
export function loadKey(text: Secret, passphrase: Secret | null): ParsedKey {
  const phrase = passphrase?.reveal() ?? null;
  const digest = createHash('sha256')
    .update(JSON.stringify([text.reveal(), phrase]))
    .digest('base64');
  const key = parsed.get(digest) ?? parse(text.reveal(), phrase);
  parsed.set(digest, key);
  return key;
}
