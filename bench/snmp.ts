/**
 * Full walks of snmpd: ours beside Net-SNMP's snmpbulkwalk and the bare libraries, in one run on one machine: compare rows, the
 * seconds of one machine say nothing about another. `npm run bench:snmp -- --agents 50 --rounds 5`
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {parseArgs} from 'node:util';
import netSnmp from 'net-snmp';
import snmpNative from 'snmp-native';
import {walk} from '../src/model/ask.ts';
import {askSnmp, type SnmpLogin} from '../src/transports/snmp.ts';
import {requireAgents, startSnmpd, type Agent} from '../test/support/snmp-agents.ts';
import {middle} from './measure.ts';
import {table} from './table.ts';

const {values} = parseArgs({
  options: {agents: {type: 'string', default: '50'}, rounds: {type: 'string', default: '5'}},
});
const root = '1.3.6.1.2.1';
const conf = ['rocommunity public', 'createUser scan SHA "authpass12" AES "privpass12"', 'rouser scan priv'];
const secret = (text: string) => ({reveal: () => text});
const community: SnmpLogin = {version: '2c', community: secret('public')};
const user: SnmpLogin = {
  version: '3',
  user: 'scan',
  auth: {protocol: 'sha1', key: secret('authpass12')},
  priv: {protocol: 'aes128', key: secret('privpass12')},
};

/** Seconds of wall clock and of the client's CPU, and how many instances came. */
interface Run {
  readonly wall: number;
  readonly cpu: number;
  readonly instances: number;
}

interface Contestant {
  readonly name: string;
  /** Whether it is fast enough for many agents. */
  readonly many: boolean;
  readonly run: (agents: readonly Agent[]) => Promise<Run>;
}

async function walkOurs(login: SnmpLogin, {address, port}: Agent): Promise<number> {
  let instances = 0;
  const limits = {packetsPerSecond: Infinity, timeoutMs: 5000, retries: 2, totalMs: 600_000};
  await askSnmp({address, port, login}, [walk('all', [root], {rows: 1_000_000})], {
    limits,
    signal: new AbortController().signal,
    now: Date.now,
    onAnswer: ({result}) => {
      if (!result.ok || result.cut) throw new Error('not a whole answer');
      instances += result.varbinds.length;
    },
  });
  return instances;
}

function walkNetSnmp({address, port}: Agent): Promise<number> {
  const session = netSnmp.createSession(address, 'public', {version: netSnmp.Version2c, port, timeout: 5000});
  let instances = 0;
  return new Promise((resolve, reject) => {
    const feed = (varbinds: readonly unknown[]): void => {
      instances += varbinds.length;
    };
    session.subtree(root, 50, feed, (error) => {
      session.close();
      if (error) reject(error);
      else resolve(instances);
    });
  });
}

function walkSnmpNative({address, port}: Agent): Promise<number> {
  const session = new snmpNative.Session({host: address, port, community: 'public'});
  return new Promise((resolve, reject) => {
    session.getSubtree({oid: `.${root}`}, (error, varbinds) => {
      session.close();
      if (error) reject(error);
      else resolve(varbinds.length);
    });
  });
}

/** In this process, eight agents at a time. */
function inside(walkOne: (agent: Agent) => Promise<number>): Contestant['run'] {
  return async (agents) => {
    const queue = [...agents];
    let instances = 0;
    const work = async (): Promise<void> => {
      for (let agent = queue.pop(); agent; agent = queue.pop()) instances += await walkOne(agent);
    };
    const cpu = process.cpuUsage();
    const start = performance.now();
    await Promise.all(Array.from({length: 8}, work));
    const {user: userTime, system} = process.cpuUsage(cpu);
    return {wall: (performance.now() - start) / 1000, cpu: (userTime + system) / 1e6, instances};
  };
}

/** CPU seconds of the children, from the second line of what `times` of the shell prints: `0m0.120s 0m0.030s`. */
function childSeconds(printed: string): number {
  const [, line = ''] = printed.trim().split('\n').slice(-2);
  return [...line.matchAll(/(?<minutes>\d+)m(?<seconds>[\d.]+)s/g)].reduce(
    (sum, {groups}) => sum + Number(groups?.['minutes']) * 60 + Number(groups?.['seconds']),
    0,
  );
}

/** Two processes at a time, their output thrown away but for its number of lines. */
function outside(login: string): Contestant['run'] {
  return async (agents) => {
    const one = `snmpbulkwalk ${login} -Cr50 -On -m "" -t 5 "$0" .${root} >/dev/null`;
    const script = `xargs -P2 -n1 sh -c '${one}'; times`;
    const start = performance.now();
    const child = spawn('/bin/sh', ['-c', script], {stdio: ['pipe', 'pipe', 'inherit']});
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stdin.end(agents.map(({address, port}) => `${address}:${port}`).join('\n'));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`snmpbulkwalk ended with ${code}`);
    return {wall: (performance.now() - start) / 1000, cpu: childSeconds(printed), instances: 0};
  };
}

const contestants: readonly Contestant[] = [
  {name: 'snmpbulkwalk -v2c -Cr50', many: true, run: outside('-v2c -cpublic')},
  {name: 'mizumori v2c', many: true, run: inside((agent) => walkOurs(community, agent))},
  {name: 'net-snmp alone, v2c', many: true, run: inside(walkNetSnmp)},
  {name: 'snmp-native alone, v2c', many: false, run: inside(walkSnmpNative)},
  {
    name: 'snmpbulkwalk -v3 SHA AES -Cr50',
    many: true,
    run: outside('-v3 -l authPriv -u scan -a SHA -A authpass12 -x AES -X privpass12'),
  },
  {name: 'mizumori v3 SHA AES', many: true, run: inside((agent) => walkOurs(user, agent))},
];

function median(runs: readonly Run[]): Run {
  return {
    wall: middle(runs.map(({wall}) => wall)),
    cpu: middle(runs.map(({cpu}) => cpu)),
    instances: Math.max(...runs.map(({instances}) => instances)),
  };
}

/** Round by round, so that what else the machine does meets all of them alike. */
async function measure(agents: readonly Agent[], rounds: number): Promise<ReadonlyMap<string, Run>> {
  const entrants = contestants.filter(({many}) => many || agents.length === 1);
  const runs = new Map(entrants.map(({name}): [string, Run[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const {name, run} of entrants) runs.get(name)?.push(await run(agents));
  }
  return new Map([...runs].map(([name, all]) => [name, median(all)]));
}

function rowsOf(results: ReadonlyMap<string, Run>, agents: number): string[][] {
  const instances = Math.max(...[...results.values()].map((run) => run.instances));
  return [...results].map(([name, {wall, cpu}]) => {
    const rival = results.get(name.includes('v3') ? 'snmpbulkwalk -v3 SHA AES -Cr50' : 'snmpbulkwalk -v2c -Cr50');
    const ratio = rival === undefined ? '' : `${(rival.wall / wall).toFixed(2)} ×`;
    const perThousand = `${((cpu / instances) * 1e6).toFixed(2)} ms`;
    return [name, String(agents), `${Math.round(instances / wall)} /s`, perThousand, ratio];
  });
}

requireAgents();
const count = Number(values.agents);
const rounds = Number(values.rounds);
if (![count, rounds].every((each) => Number.isInteger(each) && each >= 1 && each <= 500)) {
  throw new Error('--agents and --rounds are whole numbers from 1 to 500');
}
const agents: Agent[] = [];
try {
  for (let each = 0; each < count; each += 1) agents.push(await startSnmpd(conf));
  // What is started is measured, not the start.
  await measure(agents.slice(0, 1), 6);
  const one = rowsOf(await measure(agents.slice(0, 1), rounds), 1);
  const many = count === 1 ? [] : rowsOf(await measure(agents, rounds), count);
  const head = ['full walk', 'agents', 'instances', 'client CPU/1,000', 'speed to snmpbulkwalk'];
  console.log(table([head, ...one, ...many]));
} finally {
  await Promise.all(agents.map(({stop}) => stop()));
}
