import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {randomBytes} from 'node:crypto';
import {loadInventory, loadKnowledge, plan, platforms} from '../src/index.ts';
import {packageRoot} from '../src/model/paths.ts';
import {buildBatch, launchCommand} from '../src/transports/batch.ts';
import type {Name} from './goals.ts';
import {findProgram, hostsOf, labPort, type Lab} from './lab.ts';
import type {Command} from './measure.ts';
import type {SshWork} from './ssh-work.ts';

/** Hosts spoken to at a time, by us and by the bare client alike. */
const concurrency = 32;

/** Somebody who does a job on so many hosts. */
export interface Contestant {
  readonly name: string;
  /** A new command for each round; null where it is not installed. */
  readonly command: ((hosts: number) => Command) | null;
}

const here = dirname(fileURLToPath(import.meta.url));
let rounds = 0;

function fresh(lab: Lab, name: string): string {
  rounds += 1;
  return join(lab.folder, `${name}-${rounds}`);
}

function writeInventory(lab: Lab, hosts: number): string {
  const folder = fresh(lab, 'inventory');
  mkdirSync(folder);
  const path = join(folder, 'inventory.yaml');
  const assets = hostsOf(hosts).map(
    (address, index) =>
      `  - {id: host-${String(index + 1).padStart(4, '0')}, kind: server, zone: office, address: ${address}}`,
  );
  const lines = [
    'site: {name: bench, timezone: Asia/Tokyo}',
    `credentials: {root: {user: root, key: "file:${lab.keyFile}"}}`,
    'zones: [{id: office, policy: office}]',
    `defaults: {access: [{via: ssh, port: ${labPort}, credential: root}]}`,
    'assets:',
    ...assets,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function scan(lab: Lab, hosts: number): Command {
  const out = fresh(lab, 'run');
  const config = join(lab.folder, 'config');
  // Started as its users start it: its first line has settings of the memory.
  const cli = [join(here, '../src/cli.js'), 'scan', writeInventory(lab, hosts)];
  const options = ['--known-hosts', lab.knownHostsFile, '--out', out, '--format', 'json', '--quiet'];
  const speed = ['--concurrency', String(concurrency), '--min-coverage', '0'];
  return {
    argv: [...cli, ...options, ...speed],
    environment: {...process.env, XDG_CONFIG_HOME: config},
    // Findings, or checks that could not be made: the hosts of the lab have no say in how they are judged.
    good: [0, 1, 3],
  };
}

/** The text that our transport sends to a host of the lab. */
async function batchText(lab: Lab): Promise<{command: string; stdin: string}> {
  const knowledge = await loadKnowledge(join(packageRoot, 'checks'));
  const loaded = await loadInventory(writeInventory(lab, 1), {
    platforms: platforms.map(({id}) => id),
    policies: knowledge.data.zonePolicies.map(({id}) => id),
    antivirus: [],
    services: [],
    with: null,
  });
  const [entry] = plan(loaded, knowledge, {only: null, now: new Date(), approved: false}).entries;
  if (entry?.talk !== 'shell') throw new Error('the plan asks no shell');
  const batch = buildBatch(entry, entry.slots, randomBytes(12).toString('hex'));
  return {command: launchCommand(batch), stdin: batch.script};
}

function ssh(lab: Lab, hosts: number, job: Pick<SshWork, 'command' | 'stdin' | 'atLeastBytes'>): Command {
  const {keyFile, hostKey} = lab;
  const work: SshWork = {hosts: hostsOf(hosts), port: labPort, keyFile, hostKey, concurrency, ...job};
  const file = fresh(lab, 'work');
  writeFileSync(file, JSON.stringify(work));
  return {argv: [process.execPath, join(here, 'ssh-client.js'), file], good: [0]};
}

function ansible(lab: Lab, hosts: number, program: string): Command {
  const inventory = fresh(lab, 'hosts');
  writeFileSync(
    inventory,
    hostsOf(hosts)
      .map((address) => `${address}\n`)
      .join(''),
  );
  const options = `-o UserKnownHostsFile=${lab.knownHostsFile} -o StrictHostKeyChecking=yes -o IdentitiesOnly=yes`;
  const login = ['-u', 'root', '--private-key', lab.keyFile, '-e', `ansible_port=${labPort}`];
  return {
    argv: [program, 'all', '-i', inventory, '-m', 'setup', '-f', '50', ...login],
    environment: {...process.env, ANSIBLE_SSH_EXTRA_ARGS: options, ANSIBLE_LOCAL_TEMP: join(lab.folder, 'ansible')},
    good: [0],
  };
}

export type Contestants = Readonly<Record<Name, Contestant>>;

export async function contestants(lab: Lab): Promise<Contestants> {
  const batch = await batchText(lab);
  const program = findProgram('ansible');
  return {
    scan: {name: 'mizumori scan', command: (hosts) => scan(lab, hosts)},
    bare: {name: 'ssh2, true', command: (hosts) => ssh(lab, hosts, {command: 'true', stdin: '', atLeastBytes: 0})},
    script: {name: 'ssh2, our script', command: (hosts) => ssh(lab, hosts, {...batch, atLeastBytes: 10_000})},
    ansible: {name: 'ansible setup', command: program === null ? null : (hosts) => ansible(lab, hosts, program)},
  };
}
