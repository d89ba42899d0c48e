import {isIP} from 'node:net';

/** The address of an asset as texts that are sent ask for it: `{{address}}`, `{{host}}` of a URL, `{{domain}}` of a mail address. */
export function withAddress(text: string, address: string): string {
  const version = isIP(address);
  const host = version === 6 ? `[${address}]` : address;
  const domain = version === 6 ? `[IPv6:${address}]` : version === 4 ? `[${address}]` : address;
  return text.replaceAll('{{address}}', address).replaceAll('{{host}}', host).replaceAll('{{domain}}', domain);
}
