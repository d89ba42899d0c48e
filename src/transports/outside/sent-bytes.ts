import {isIP} from 'node:net';
import {escapeBytes, unescapeBytes} from '../../model/escaped.ts';
import {withAddress} from './address-forms.ts';

/** RFC 6066, 3: one name of the type host_name. An address is no name. */
function serverName(address: string): string {
  const name = address.replace(/\.$/, '');
  return isIP(address) === 0 ? `\\x00\\x00{{2:{{2:\\x00{{2:${escapeBytes(Buffer.from(name))}}}}}}}` : '';
}

function counted(width: number, inner: string): string {
  const count = Buffer.alloc(width);
  count.writeUIntBE(unescapeBytes(inner).length, 0, width);
  return escapeBytes(count) + inner;
}

/** The bytes of a step that sends, see `WireStep`. @throws Error for a text that is not of that form */
export function sentBytes(text: string, address: string): Buffer {
  let filled = withAddress(text.replaceAll('{{sni}}', serverName(address)), address);
  // From the inside out: what is counted holds no other count any more.
  const innermost = /\{\{([1-4]):((?:(?!\{\{|\}\}).)*)\}\}/;
  for (let match = innermost.exec(filled); match !== null; match = innermost.exec(filled)) {
    const [whole, width = '', inner = ''] = match;
    filled = filled.slice(0, match.index) + counted(Number(width), inner) + filled.slice(match.index + whole.length);
  }
  return unescapeBytes(filled);
}
