import {spawn, type ChildProcess} from 'node:child_process';
import {createSocket, type RemoteInfo, type Socket} from 'node:dgram';
import {once} from 'node:events';
import {chmodSync, existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {ber, int, octetString} from './snmp-packets.ts';
import {temporaryFolder} from './sshd.ts';

export interface Agent {
  readonly address: string;
  readonly port: number;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

export function requireAgents(): void {
  const needed = {'/usr/sbin/snmpd': 'snmpd', '/usr/bin/snmpbulkwalk': 'snmp', '/usr/bin/snmpsimd': 'snmpsim'};
  const missing = Object.entries(needed).filter(([path]) => !existsSync(path));
  if (missing.length === 0) return;
  throw new Error(`these tests need real SNMP agents: apt-get install ${missing.map(([, name]) => name).join(' ')}`);
}

async function freeUdpPort(address: string): Promise<number> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  const {port} = socket.address();
  socket.close();
  return port;
}

/** SNMPv3's question for the engine: every agent answers it with a report. */
function discovery(): Buffer {
  const empty = octetString('');
  const header = ber(0x30, int(1), int(65_507), octetString(Buffer.from([4])), int(3));
  const security = octetString(ber(0x30, empty, int(0), int(0), empty, empty, empty));
  const pdu = ber(0xa0, int(1), int(0), int(0), ber(0x30));
  return ber(0x30, int(3), header, security, ber(0x30, empty, empty, pdu));
}

async function waitUntilItListens(address: string, port: number, child: ChildProcess): Promise<void> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const answers: Buffer[] = [];
  socket.on('message', (bytes) => answers.push(bytes));
  socket.on('error', () => undefined);
  for (let tries = 0; answers.length === 0 && tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the agent ended with ${child.exitCode}`);
    socket.send(discovery(), port, address);
    await sleep(50);
  }
  socket.close();
  if (answers.length === 0) throw new Error('the agent does not listen');
}

async function start(
  address: string,
  port: number,
  command: string,
  args: readonly string[],
  env: object,
): Promise<Agent> {
  const child = spawn(command, args, {stdio: 'ignore', env: {...process.env, MIBS: '', ...env}});
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  try {
    await waitUntilItListens(address, port, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {address, port, pid: child.pid ?? 0, stop};
}

/** Debian's snmpd with a configuration of its own, and nothing else of the host's. */
export async function startSnmpd(conf: readonly string[], address = '127.0.0.1'): Promise<Agent> {
  const folder = temporaryFolder();
  const port = await freeUdpPort(address);
  const file = join(folder.path, 'snmpd.conf');
  writeFileSync(file, `${conf.join('\n')}\n`);
  const listen = address.includes(':') ? `udp6:[${address}]:${port}` : `udp:${address}:${port}`;
  const args = ['-f', '-C', '-c', file, '-Ln', '-I', '-smux,agentx', listen];
  const agent = await start(address, port, '/usr/sbin/snmpd', args, {SNMP_PERSISTENT_DIR: join(folder.path, 'var')});
  const stop = async (): Promise<void> => {
    await agent.stop();
    folder.remove();
  };
  return {...agent, stop};
}

/** snmpsim with one recording for each community; `udpContext`: for SNMPv3 users. `more`: options. */
export async function startSnmpsim(
  recordings: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<Agent> {
  const folder = temporaryFolder();
  const address = '127.0.0.1';
  const port = await freeUdpPort(address);
  const [data, cache, variation] = ['data', 'cache', 'variation'].map((name) => join(folder.path, name));
  for (const path of [data, cache, variation]) {
    mkdirSync(path ?? '');
    chmodSync(path ?? '', 0o777);
  }
  for (const [name, text] of Object.entries(recordings)) writeFileSync(join(data ?? '', `${name}.snmprec`), text);
  const args = [
    `--data-dir=${data}`,
    `--cache-dir=${cache}`,
    `--variation-modules-dir=${variation}`,
    '--process-user=nobody',
    '--process-group=nogroup',
    '--logging-method=null',
    ...more,
    `--agent-udpv4-endpoint=${address}:${port}`,
  ];
  const agent = await start(address, port, '/usr/bin/snmpsimd', args, {});
  const stop = async (): Promise<void> => {
    await agent.stop();
    folder.remove();
  };
  return {...agent, stop};
}

/** What snmpsim looks up for a request over UDP without a context. */
export const udpContext = '1.3.6.1.6.1.1.0';

export interface FakeAgent {
  readonly port: number;
  /** Datagrams that came. */
  readonly requests: readonly Buffer[];
  readonly stop: () => void;
}

/** Answers each datagram with what `answer` gives; `from`: to answer in some other way. */
export async function fakeAgent(
  answer: (request: Buffer, from: RemoteInfo, socket: Socket) => Buffer | readonly Buffer[] | null,
): Promise<FakeAgent> {
  const socket = createSocket('udp4');
  const requests: Buffer[] = [];
  socket.on('message', (request, from) => {
    requests.push(request);
    const given = answer(request, from, socket);
    const datagrams = given === null ? [] : Buffer.isBuffer(given) ? [given] : given;
    for (const datagram of datagrams) socket.send(datagram, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {port: socket.address().port, requests, stop: () => socket.close()};
}
