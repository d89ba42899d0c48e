import {numberIn, textIn, type RegistryKey} from '../../model/registry.ts';

/** A proxy without what a user might log in to it by. */
const withoutLogin = (proxy: string): string => proxy.slice(0, 512).replaceAll(/[^;=/@\s]{0,256}@/g, '');

/**
 * The proxy in WinHttpSettings: version, counter and flags, four bytes each, then a length and that many bytes of text. Bit 1 of
 * the flags: a proxy is used. null: none. undefined: not understood.
 */
export function winHttpProxy(bytes: Buffer): string | null | undefined {
  if (bytes.length < 12) return undefined;
  if ((bytes.readUInt32LE(8) & 2) === 0) return null;
  const length = bytes.length < 16 ? -1 : bytes.readUInt32LE(12);
  if (length < 1 || length > 2048 || 16 + length > bytes.length) return undefined;
  return withoutLogin(bytes.toString('latin1', 16, 16 + length));
}

/** The proxy of WinINET in one of its keys; null: none. @throws Gap */
export function winInetProxy(key: RegistryKey | null): string | null {
  const server = textIn(key, 'ProxyServer');
  return numberIn(key, 'ProxyEnable') === 1 && server !== null && server !== '' ? withoutLogin(server) : null;
}

/** Address of the script that tells the proxy; null: none. @throws Gap */
export function configScript(key: RegistryKey | null): string | null {
  const url = textIn(key, 'AutoConfigURL');
  return url === null || url === '' ? null : withoutLogin(url);
}
