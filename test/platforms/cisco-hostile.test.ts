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
