import test from 'ava';
import {resumeCommand, type Begun} from '../../src/commands/resume.ts';

const always = {profile: 'default', concurrency: '50'};
const told = (options: Partial<Begun['options']>, more: Partial<Begun> = {}): string =>
  resumeCommand({command: 'scan', inventory: 'i.yaml', folder: 'out/r', options: {...always, ...options}, ...more});

test('a run of stored walks goes on with them, and not with the agents', (t) => {
  t.is(told({walks: 'walks'}), 'mizumori scan i.yaml --walks walks --resume out/r');
});

test('a run with answers of kits goes on with them', (t) => {
  const command = told({kit: ['a.answers'], asset: 'srv', nmap: ['r.xml']});
  t.is(command, 'mizumori scan i.yaml --asset srv --nmap r.xml --kit a.answers --resume out/r');
});

test('what a run is judged with stands in its folder, and is refused beside --resume', (t) => {
  const command = told({waivers: 'w.yaml', attestations: 'a.yaml', advisories: 'feeds'});
  t.is(command, 'mizumori scan i.yaml --resume out/r');
});

test('the reports are those that were wanted', (t) => {
  t.is(
    told({format: 'xlsx', failOn: '2', minCoverage: '80'}),
    'mizumori scan i.yaml --format xlsx --fail-on 2 --min-coverage 80 --resume out/r',
  );
  t.is(told({failOn: '3'}), 'mizumori scan i.yaml --resume out/r');
});

test('what was collected alone goes on so', (t) => {
  t.is(told({}, {command: 'collect'}), 'mizumori collect i.yaml --resume out/r');
});

test('a path is one word for the shell, whatever stands in it', (t) => {
  const command = told({knownHosts: "it's $HOME"}, {inventory: '台帳 2026.yaml'});
  t.is(command, String.raw`mizumori scan '台帳 2026.yaml' --known-hosts 'it'\''s $HOME' --resume out/r`);
});
