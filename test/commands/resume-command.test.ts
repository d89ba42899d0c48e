import test from 'ava';
import {resumeCommand} from '../../src/commands/scan.ts';

const always = {profile: 'default', concurrency: '50'};

test('a run of stored walks goes on with them, and not with the agents', (t) => {
  const command = resumeCommand('i.yaml', 'out/r', {...always, walks: 'walks', waivers: 'w.yaml'});
  t.is(command, 'mizumori scan i.yaml --walks walks --waivers w.yaml --resume out/r');
});

test('a run with answers of kits goes on with them', (t) => {
  const command = resumeCommand('i.yaml', 'out/r', {...always, kit: ['a.answers'], asset: 'srv', nmap: ['r.xml']});
  t.is(command, 'mizumori scan i.yaml --asset srv --nmap r.xml --kit a.answers --resume out/r');
});

test('what was not given is not told', (t) => {
  t.is(resumeCommand('i.yaml', 'out/r', always), 'mizumori scan i.yaml --resume out/r');
});
