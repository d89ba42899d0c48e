import iconv from 'iconv-lite';
import type {Told} from './parts.ts';

type Encoding = Told['encoding'];

const strictUtf8 = new TextDecoder('utf-8', {fatal: true});
const strictCp932 = new TextDecoder('shift_jis', {fatal: true});

function strict(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** What wmic writes into a file is UTF-16, each time with a mark of its own; bytes of other programs may stand before it. */
function wideText(bytes: Buffer): string {
  const mark = bytes.indexOf(Buffer.from([0xff, 0xfe]));
  const from = mark === -1 ? 0 : mark;
  return bytes.toString('latin1', 0, from) + bytes.subarray(from).toString('utf16le').replaceAll('\ufeff', '');
}

function inCodePage(bytes: Buffer, codepage: number): {text: string; encoding: Encoding} | null {
  const name = `cp${codepage}`;
  if (codepage === 932 || codepage === 65_001 || codepage === 0 || !iconv.encodingExists(name)) return null;
  return {text: iconv.decode(bytes, name), encoding: 'utf8'};
}

/** Text of a program's output; `codepage`: what `chcp` told, 0 where it told nothing. Lines end with `\n`. */
export function decodeOutput(bytes: Buffer, codepage: number): {readonly text: string; readonly encoding: Encoding} {
  const read = (): {text: string; encoding: Encoding} => {
    if (bytes.includes(0)) return {text: wideText(bytes), encoding: 'utf8'};
    const [utf8, cp932] = [strict(strictUtf8, bytes), strict(strictCp932, bytes)];
    if (codepage === 932 && cp932 !== null) return {text: cp932, encoding: 'cp932'};
    const told = inCodePage(bytes, codepage);
    if (told !== null) return told;
    if (utf8 !== null) return {text: utf8, encoding: 'utf8'};
    return cp932 === null ? {text: bytes.toString('utf8'), encoding: 'lossy'} : {text: cp932, encoding: 'cp932'};
  };
  const {text, encoding} = read();
  return {text: text.replaceAll(/\r+\n/g, '\n'), encoding};
}
