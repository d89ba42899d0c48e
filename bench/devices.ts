/**
 * Scans fleets of simulated devices: one snmpd that answers on every loopback address, with what a switch has to tell.
 * Prints time and memory by the number of devices; memory must not grow with it. `npm run bench:devices -- 10,100`
 */
import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {setTimeout as sleep} from 'node:timers/promises';
import {table} from './table.ts';

const port = 16_199;
const community = 'bench';
const cli = join(dirname(fileURLToPath(import.meta.url)), '../src/cli.js');

/** Interfaces, addresses, routes and neighbours, but not the software of the machine that plays the switch. */
const parts = ['1', '2', '4', '17', '31', '47'];

function configuration(): string {
  const views = parts.map((part) => `view lite included .1.3.6.1.2.1.${part}`);
  return [...views, `rocommunity ${community} default -V lite`, 'sysDescr bench switch', ''].join('\n');
}

function inventory(devices: number): string {
  const assets = Array.from({length: devices}, (_, index) => ({
    id: `sw-${String(index).padStart(5, '0')}`,
    kind: 'network-device',
    zone: 'office',
    address: `127.50.${Math.floor(index / 250)}.${(index % 250) + 1}`,
    access: [{via: 'snmp', port, credential: 'mon'}],
  }));
  return JSON.stringify({
    site: {name: 'bench', timezone: 'Asia/Tokyo'},
    zones: [{id: 'office', policy: 'office'}],
    credentials: {mon: {snmp: {version: '2c', community: 'env:BENCH_COMMUNITY'}}},
    assets,
  });
}

function highest(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Ticks of CPU, in seconds, of a process that still runs. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

interface Measured {
  readonly wall: number;
  readonly cpu: number;
  readonly peak: number;
}

async function scan(folder: string, devices: number): Promise<Measured> {
  const file = join(folder, `${devices}.yaml`);
  writeFileSync(file, inventory(devices));
  const args = ['scan', file, '--out', join(folder, `run-${devices}`), '--format', 'json', '--quiet'];
  const start = performance.now();
  const child = spawn(cli, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {...process.env, BENCH_COMMUNITY: community, XDG_CONFIG_HOME: folder},
  });
  let [said, peak, cpu] = ['', 0, 0];
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const timer = setInterval(() => {
    peak = Math.max(peak, highest(child.pid ?? 0));
    cpu = Math.max(cpu, cpuOf(child.pid ?? 0));
  }, 20);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(timer);
  if (code === null || ![0, 1, 3].includes(code)) throw new Error(`the scan ended with ${code}: ${said}`);
  return {wall: (performance.now() - start) / 1000, cpu, peak};
}

function startAgent(folder: string): ChildProcess {
  const file = join(folder, 'snmpd.conf');
  writeFileSync(file, configuration());
  const args = ['-f', '-Ln', '-C', '-c', file, '-I', '-smux,agentx', `udp:0.0.0.0:${port}`];
  return spawn('/usr/sbin/snmpd', args, {
    stdio: 'ignore',
    env: {...process.env, SNMP_PERSISTENT_DIR: join(folder, 'var')},
  });
}

async function main(): Promise<void> {
  const counts = (process.argv[2] ?? '10,100,1000').split(',').map(Number);
  if (!counts.every((count) => Number.isInteger(count) && count > 0 && count <= 60_000))
    throw new Error('write numbers of devices, for example 10,100');
  const folder = mkdtempSync(join(tmpdir(), 'mizumori-bench-'));
  const agent = startAgent(folder);
  try {
    await sleep(1000);
    if (agent.exitCode !== null) throw new Error('snmpd does not run: apt-get install snmpd');
    const rows = [['devices', 'devices/s', 'CPU a device', 'peak memory']];
    for (const devices of counts) {
      const {wall, cpu, peak} = await scan(folder, devices);
      const each = ((cpu * 1000) / devices).toFixed(1);
      rows.push([String(devices), (devices / wall).toFixed(1), `${each} ms`, `${peak.toFixed(0)} MB`]);
    }
    console.log(table(rows));
  } finally {
    agent.kill('SIGKILL');
    rmSync(folder, {recursive: true});
  }
}

await main();
