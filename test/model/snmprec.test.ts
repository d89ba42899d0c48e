import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {readSnmprec} from '../../src/model/snmprec.ts';
import {readSnmpText, writeSnmpText} from '../../src/model/snmp-text.ts';
import {corpusFolder} from '../corpus/run.ts';

test('each tag', (t) => {
  const text = [
    '# a comment',
    '1.3.6.1.2.1.1.1.0|4|Yamaha | RTX1210',
    '1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.1182.2.5.58',
    '1.3.6.1.2.1.1.3.0|67|123456',
    '1.3.6.1.2.1.2.2.1.6.1|4x|00a0de123456',
    '1.3.6.1.2.1.2.2.1.6.2|4x|414243',
    '1.3.6.1.2.1.2.2.1.6.3|4|',
    '1.3.6.1.2.1.2.2.1.8.1|2|-1',
    '1.3.6.1.2.1.2.2.1.10.1|65|4294967295',
    '1.3.6.1.2.1.2.2.1.5.1|66|1000',
    '1.3.6.1.2.1.31.1.1.1.6.1|70|18446744073709551615',
    '1.3.6.1.2.1.4.20.1.1.1|64|192.0.2.1',
    '1.3.6.1.2.1.4.20.1.1.2|64x|c0000202',
    '1.3.6.1.4.1.1|5|',
    '1.3.6.1.4.1.2|68x|9f780442f60000\r',
    '',
  ].join('\n');
  const {varbinds, variations, unread} = readSnmprec(text);
  t.deepEqual([variations, unread], [0, 0]);
  t.deepEqual(
    varbinds.map(({type, value}) => `${type} ${value}`),
    [
      'STRING Yamaha | RTX1210',
      'OID 1.3.6.1.4.1.1182.2.5.58',
      'Timeticks 123456',
      'Hex-STRING 00 A0 DE 12 34 56',
      'STRING ABC',
      'STRING ',
      'INTEGER -1',
      'Counter32 4294967295',
      'Gauge32 1000',
      'Counter64 18446744073709551615',
      'IpAddress 192.0.2.1',
      'IpAddress 192.0.2.2',
      'NULL ',
      'Opaque 9F 78 04 42 F6 00 00',
    ],
  );
  t.deepEqual(readSnmpText(writeSnmpText(varbinds)).varbinds, varbinds);
});

test('variations are skipped, and counted apart from what cannot be read', (t) => {
  const text = [
    '1.3.6.1.2.1.2.2.1.10.1|65:numeric|rate=100',
    '1.3.6.1.2.1.1.1.0|4:delay|value=x,wait=100',
    '1.3.6.1.2.1.1.1|99|x',
    '1.3.6.1.2.xx|2|1',
    '1.3.6.1.2.1|2|1.5',
    '1.3.6.1.2.1|4x|4g',
    '1.3.6.1.2.1|64|<private>',
    'nonsense',
  ].join('\n');
  t.deepEqual(readSnmprec(text), {varbinds: [], variations: 2, unread: 6});
});

test('recordings of the corpus', (t) => {
  if (!existsSync(corpusFolder)) {
    t.log(`the corpus is absent: no folder ${corpusFolder}; nothing was read`);
    t.pass();
    return;
  }
  const files = ['librenms-snmp', 'snmpsim/recorded'].flatMap((folder) =>
    readdirSync(join(corpusFolder, folder), {recursive: true, encoding: 'utf8'}).map((name) => join(folder, name)),
  );
  let [instances, left] = [0, 0];
  for (const file of files.filter((name) => name.endsWith('.snmprec'))) {
    const {varbinds, unread} = readSnmprec(readFileSync(join(corpusFolder, file), 'utf8'));
    t.deepEqual(readSnmpText(writeSnmpText(varbinds)), {varbinds, unread: 0}, file);
    instances += varbinds.length;
    left += unread;
  }
  t.log(`${instances} instances, ${left} lines unread`);
  t.true(instances > 100_000 && left < 150);
});
