import test from 'ava';
import fc from 'fast-check';
import {loadRecording} from '../../src/recording.ts';
import {ciscoAsa} from '../../src/platforms/cisco-asa.ts';
import {ciscoIos} from '../../src/platforms/cisco-ios.ts';
import {ciscoNxos} from '../../src/platforms/cisco-nxos.ts';
import {asked, factsFrom, hostile, longLines} from './cisco-support.ts';

const recordings = {
  'cisco-ios': ['catalyst-9200_hardened', 'isr-1921_weak'],
  'cisco-nxos': ['nexus-9300_hardened', 'nexus-5500_weak'],
  'cisco-asa': ['asa-5516_hardened', 'asa-5505_weak'],
};

function textsOf(platform: keyof typeof recordings): string[] {
  return recordings[platform].flatMap((name) =>
    Object.values(loadRecording(`${platform}/${name}`).commands).flatMap((command) =>
      typeof command === 'string' ? [command] : [],
    ),
  );
}

/** What names others, as often as it is named: `#` stands for the number of the line. */
const manyLines: readonly string[] = [
  'interface Vlan#\n nameif n#\n ip address 192.0.2.1 255.255.255.0\nrouter ospf #\n network 192.0.2.0 0.0.0.255 area #',
  ' standby 1 ip 192.0.2.1\n standby # authentication md5 key-string x\n vrrp # ip 192.0.2.1',
  'ntp trusted-key #\nntp server 192.0.2.1 key #',
  'username u# password 5 $5$x$y role r#\nsnmp-server community c# use-acl A\nip access-list A\n 1 permit ip any any',
  'object-group network g#\n host 192.0.2.1\n group-object g1\naccess-list a# permit ip object-group g# any',
  'line vty #\n access-class 10 in\n transport input ssh\naccess-list 10 permit 192.0.2.1',
];

const signs = {'cisco-ios': 'version 15.2', 'cisco-nxos': 'version 9.3(9)', 'cisco-asa': 'ASA Version 9.12(4)'};

for (const platform of [ciscoIos, ciscoNxos, ciscoAsa]) {
  const id = platform.id as keyof typeof recordings;

  test(`${id}: whatever the device says, parsers tell facts or why not`, (t) => {
    fc.assert(
      fc.property(hostile(textsOf(id)), (text) => {
        const config = `${signs[id]}\nhostname x\n${text}`;
        const commands = Object.fromEntries(asked(platform).map((ask) => [ask, config]));
        for (const fact of Object.values(factsFrom(platform, commands))) {
          if (fact.state === 'fault') throw new Error(fact.message);
        }
      }),
      {numRuns: 60},
    );
    t.pass();
  });

  test(`${id}: long lines take no long time`, (t) => {
    for (const line of longLines) {
      const commands = Object.fromEntries(asked(platform).map((ask) => [ask, `${signs[id]}\nhostname x\n${line}`]));
      const started = process.hrtime.bigint();
      const facts = factsFrom(platform, commands);
      const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
      t.true(milliseconds < 4000, `${line.slice(0, 40)}: ${milliseconds} ms`);
      t.false(Object.values(facts).some(({state}) => state === 'fault'));
    }
  });

  test(`${id}: many lines of one kind take no long time`, (t) => {
    for (const lines of manyLines) {
      const text = Array.from({length: 2000}, (_, index) => lines.replaceAll('#', `${index}`)).join('\n');
      const started = process.cpuUsage();
      const facts = factsFrom(platform, {'show running-config': `${signs[id]}\nhostname x\n${text}`});
      const {user} = process.cpuUsage(started);
      t.true(user < 4e6, `${lines}: ${user / 1000} ms`);
      t.false(Object.values(facts).some(({state}) => state === 'fault'));
    }
  });

  test(`${id}: an empty, a foreign or a cut text gives no clean facts`, (t) => {
    for (const text of ['', 'bash: show: command not found', '% Invalid input detected', '<html></html>']) {
      const commands = Object.fromEntries(asked(platform).map((ask) => [ask, text]));
      const facts = factsFrom(platform, commands);
      const known = Object.entries(facts).filter(([, fact]) => fact.state === 'known' && fact.complete);
      t.deepEqual(
        known.map(([name]) => name),
        [],
        text,
      );
    }
    const [config = ''] = textsOf(id).filter((text) => text.includes('hostname '));
    const cut = factsFrom(platform, {'show running-config': config}, true);
    t.true(Object.keys(cut).length > 15);
    t.false(Object.values(cut).some((fact) => fact.state === 'known' && fact.complete));
  });
}
