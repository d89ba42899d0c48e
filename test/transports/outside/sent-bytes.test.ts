import test from 'ava';
import {sentBytes} from '../../../src/transports/outside/sent-bytes.ts';

const hex = (text: string, address = '192.0.2.1'): string => sentBytes(text, address).toString('hex');

test('the address of the asset is filled in', (t) => {
  t.is(sentBytes(String.raw`HELO {{address}}\r\n`, 'mx.example').toString(), 'HELO mx.example\r\n');
});

test('bytes are counted from the inside out, and the counts with them', (t) => {
  t.is(hex('{{1:ab}}'), '026162');
  t.is(hex(String.raw`\x16{{2:\x01{{3:a{{1:}}}}b}}`), '16' + '0007' + '01' + '000002' + '6100' + '62');
  t.is(hex('{{2:{{address}}}}', 'a.example'), '0009' + Buffer.from('a.example').toString('hex'));
});

test('a count that does not fit its bytes is a mistake of ours', (t) => {
  t.throws(() => sentBytes(`{{1:${'a'.repeat(256)}}}`, 'a.example'), {instanceOf: RangeError});
});

test('the server name extension stands for names alone', (t) => {
  const name = Buffer.from('a.example').toString('hex');
  t.is(hex('{{sni}}', 'a.example'), '0000' + '000e' + '000c' + '00' + '0009' + name);
  t.is(hex('{{sni}}', 'a.example.'), hex('{{sni}}', 'a.example'), 'without the dot of the root');
  for (const address of ['192.0.2.1', '2001:db8::1']) t.is(hex('x{{sni}}', address), '78', address);
});
