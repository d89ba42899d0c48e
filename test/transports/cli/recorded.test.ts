import test from 'ava';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {cli} from '../../../src/model/ask.ts';
import {packageRoot} from '../../../src/model/paths.ts';
import type {CliDialect} from '../../../src/model/platform.ts';
import {identifyDialect, type CliAnswer} from '../../../src/transports/cli/index.ts';
import type {TransportError} from '../../../src/transports/connection.ts';
import {connectSsh} from '../../../src/transports/ssh.ts';
import {startSshDevice} from '../../support/cli-device.ts';
import {hold, type Held} from '../../support/cli-session.ts';
import {playBack, readSimulation, type Entry, type Simulation} from '../../support/cli-simulation.ts';
import {byPassword, options, target} from '../../support/ssh-client.ts';

const folder = join(packageRoot, '../shared/corpus/oxidized');
const present = existsSync(folder);
const simulations = present ? readdirSync(folder).filter((name) => name.endsWith('simulation.yaml')) : [];

/** Recorded with one `exec` for each command, or made up to try a few patterns: there is no session in them. */
const noSession = /^(?:eatonnetwork|opnsense|pfsense|routeros)#/;

/**
 * Names were taken out of some recordings by hand, in one place and not in another, so that the prompt would change in the
 * middle of the session.
 */
function repaired(name: string, text: string): string {
  if (name.startsWith('mlnxos#')) return text.replaceAll('hsb2-slf-3-6 [standalone: master]', ' [standalone: master]');
  return name.startsWith('tnsr#') ? text.replaceAll('bgp01 tnsr#', 'tnsr-dev-25-02 tnsr#') : text;
}

const finishing = /^(?:exit|quit|logout|n)$/;

interface Played extends Held {
  readonly asked: readonly string[];
}

async function play(simulation: Simulation): Promise<Played> {
  const {entries} = simulation;
  const commands = entries
    .map(({typed}) => typed)
    .filter((typed) => /^[ -~]{2,}$/.test(typed) && typed !== 'config.ini');
  const enable = commands.indexOf('enable');
  const finish = commands.filter((typed) => finishing.test(typed));
  const asks = commands
    .map((run, at) => cli(run, {id: String(at), seconds: 4, privilege: enable !== -1 && at > enable ? 'root' : 'user'}))
    .filter(({run}) => run !== 'enable' && !finishing.test(run));
  const generic = identifyDialect(commands);
  const dialect: CliDialect = {
    ...generic,
    enable: enable === -1 ? null : {command: 'enable', password: /password:\s*$/i, privileged: /#\s*$/},
    finish,
    refusals: [],
  };
  const server = await startSshDevice(playBack(simulation));
  const connection = await connectSsh(target(server, byPassword('scan', 'x')), options(server.knownHosts));
  try {
    const held = await hold(connection, dialect, asks, {secret: ''});
    return {...held, asked: asks.map(({run}) => run)};
  } finally {
    connection.close();
    await connection.closed;
    await server.stop();
  }
}

const trimmed = (line: string): string => line.trimEnd();

/** The plain way to the text of an answer: sequences, erased questions, echo and prompt taken out. */
function plainly(entries: readonly Entry[], at: number): string[] {
  let bytes = entries[at]?.printed ?? '';
  for (let next = at + 1; entries[next]?.typed === ' '; next++) bytes += `\0${entries[next]?.printed ?? ''}`;
  const text = bytes
    .replace(/--More-- ?\0(?:\r +\r|\x08+ +\x08+)?|[^\n]*\x1b\[m\x1b\[K\r\x1b\[K| \x08/g, '')
    .replace(/\x1b\[?[?\d;]*[A-Za-z=>]|[\r\x07\0]/g, '');
  return text.split('\n').slice(1, -1).map(trimmed);
}

function linesOf({result}: CliAnswer): string[] {
  return result.ok ? result.body.toString().split('\n').slice(0, -1).map(trimmed) : [];
}

const bare = (line: string): string => line.replace(/^[!#;: ]+/, '').trim();

/** Lines that Oxidized keeps, without comment signs, which it puts before some. It hides or makes up a few itself. */
function kept(text: string): string[] {
  const own = /<[\w .-]+>|^(?:Image|COMMAND|Memory|CPU|Processor ID|Chassis type|Firmware Version|Loader Version): /;
  return text
    .split('\n')
    .map(bare)
    .filter((line) => line !== '' && !own.test(line));
}

async function replay(name: string): Promise<{readonly simulation: Simulation; readonly played: Played}> {
  const simulation = readSimulation(repaired(name, readFileSync(join(folder, name), 'utf8')));
  return {simulation, played: await play(simulation)};
}

if (!present) test('recorded sessions are absent: none was replayed', (t) => t.false(present));

const sessions = simulations.filter((name) => !noSession.test(name));

for (const name of sessions) {
  test.serial(`a recorded session gives its answers: ${name}`, async (t) => {
    const {simulation, played} = await replay(name);
    const answered = played.answers.filter(({result}) => result.ok);
    for (const answer of answered) {
      const at = simulation.entries.findIndex(({typed}) => typed === answer.ask.run);
      t.deepEqual(linesOf(answer), plainly(simulation.entries, at), answer.ask.run);
    }
    if (name.startsWith('firelinuxos#')) {
      // It puts the command that it refused behind its next prompt, where only control characters would take it away.
      t.deepEqual([answered.length, (played.error as TransportError).reason], [1, 'timeout']);
      return;
    }
    t.is(played.error, null);
    t.is(answered.length, played.asked.length);
    const output = readFileSync(join(folder, name.replace('simulation.yaml', 'output.txt')), 'utf8');
    const lines = kept(output.split('========== config.ini')[0] ?? '');
    const told = new Set(answered.flatMap(linesOf).map(bare));
    const strange = lines.filter((line) => !told.has(line));
    t.log(`${answered.length} answers, ${lines.length} lines kept by Oxidized, not told by us: ${strange.length}`);
    t.true(strange.length <= 3, strange.join('\n'));
  });
}

if (present) {
  test('recorded sessions are counted', (t) => {
    t.log(`${sessions.length} of ${simulations.length} recordings are sessions, and were replayed`);
    t.true(sessions.length > 0);
  });
}
