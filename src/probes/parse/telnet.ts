import type {Transcript} from '../../model/transcript.ts';
import {other, speaks, strange, unclear, type Told} from './told.ts';
import {brief, isOtherProtocol} from './wire-text.ts';

const command = 0xff;
/** SB, WILL, WONT, DO, DONT. RFC 854 */
const negotiates = (byte: number | undefined): boolean => byte !== undefined && byte >= 0xfa && byte <= 0xfe;

interface Screen {
  readonly text: string;
  readonly negotiates: boolean;
}

/** What a terminal would show, and whether there was any command of Telnet. */
function screenOf(bytes: Buffer): Screen {
  const shown: number[] = [];
  let commands = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== command) {
      shown.push(bytes[at] ?? 0);
      continue;
    }
    if (!negotiates(bytes[at + 1])) continue;
    commands += 1;
    const end = bytes[at + 1] === 0xfa ? bytes.indexOf(Buffer.from([command, 0xf0]), at + 2) : -1;
    at = end < 0 ? at + 2 : end + 1;
  }
  return {text: brief(Buffer.from(shown).toString('utf8')), negotiates: commands > 0};
}

export interface TelnetServer {
  readonly greeting: string;
}

const asks = /(?:login|user ?name|user|password|account|ログイン|ユーザ|パスワード)[^:：]{0,40}[:：]\s*$/i;

/** What a server said before anything was sent to it. */
export function readTelnet(transcript: Transcript): Told<TelnetServer> {
  const {received, ending} = transcript;
  const [first] = received;
  if (first === undefined || first.length === 0 || ending === 'limit') {
    return ending === 'done' ? unclear('unsupported') : strange(transcript);
  }
  const screen = screenOf(first);
  if (screen.negotiates || asks.test(screen.text)) return speaks({greeting: screen.text});
  return isOtherProtocol(screen.text) || first[0] === 0x15 ? other : unclear('unsupported');
}
