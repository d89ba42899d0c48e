import {cimInt, cimText, type CimInstance} from '../../model/cim.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {netstatAsk, serviceStatesAsk, windowsProcessesAsk} from '../asks/windows-services.ts';
import {isLoopback, type Socket} from './proc-sockets.ts';
import {told} from './windows-told.ts';

const endpoint = /^(?<address>\S{1,100}):(?<port>\d{1,5}|\*)$/;

/** What holds a port; `ofProcess` undefined: it was not told which processes run. */
interface Owners {
  readonly ofProcess: ReadonlyMap<number, string> | undefined;
  readonly ofService: ReadonlyMap<number, string>;
}

function namesByProcess(instances: readonly CimInstance[]): Map<number, string> {
  const found = new Map<number, string[]>();
  for (const instance of instances) {
    const [id, name] = [cimInt(instance, 'ProcessId'), cimText(instance, 'Name')];
    // Services that do not run have the number 0; the process with this number holds no port.
    if (id !== null && id !== 0 && name !== null) found.set(id, [...(found.get(id) ?? []), name]);
  }
  return new Map([...found].map(([id, names]) => [id, names.sort().join(', ').slice(0, 256)]));
}

function ownersOf(answers: Answers): Owners {
  const processes = told(() => answers.instances(windowsProcessesAsk.id)) ?? undefined;
  const services = told(() => answers.instances(serviceStatesAsk.id)) ?? [];
  return {
    ofProcess: processes === undefined ? undefined : namesByProcess(processes),
    ofService: namesByProcess(services),
  };
}

/**
 * A row of `netstat -ano`: protocol, local and foreign address, state, process. The state may be in any language, of several
 * words, or lacking; who listens has nobody at the other end. null: not understood; `other`: it does not listen.
 */
function socketOf(line: string, {ofProcess, ofService}: Owners): Socket | null | 'other' {
  const words = line.trim().split(/\s+/, 12);
  const [kind, local = '', foreign = ''] = words;
  const protocol = kind === 'TCP' ? 'tcp' : 'udp';
  if (protocol === 'tcp' && !['0.0.0.0:0', '[::]:0'].includes(foreign)) return endpoint.test(foreign) ? 'other' : null;
  if (protocol === 'udp' && foreign !== '*:*') return null;
  const at = endpoint.exec(local)?.groups;
  const [pid, port] = [Number(words.at(-1)), Number(at?.['port'])];
  if (at === undefined || !(port <= 65_535) || words.length < 4 || !Number.isSafeInteger(pid)) return null;
  const [address = ''] = (at['address'] ?? '').replace(/^\[|\]$/g, '').split('%', 1);
  return {
    ...{protocol, address, port, pid},
    loopbackOnly: isLoopback(address, ''),
    process: ofProcess?.get(pid) ?? null,
    unit: ofService.get(pid) ?? null,
  };
}

export interface WindowsSockets {
  readonly sockets: readonly Socket[];
  /** False when a row was not understood. */
  readonly complete: boolean;
  /** Whether it was told which processes run. */
  readonly ownersShown: boolean;
}

/** @throws Gap when netstat told of no socket: Windows listens from its start on */
export function readWindowsSockets(answers: Answers): WindowsSockets {
  const {text, cut} = answers.command(netstatAsk.id);
  const owners = ownersOf(answers);
  const rows = text.split('\n').filter((line) => /^\s*(?:TCP|UDP)\s/.test(line));
  const read = rows.map((line) => socketOf(line, owners));
  const sockets = read.filter((socket): socket is Socket => socket !== null && socket !== 'other');
  if (sockets.length === 0 && !cut) throw new Gap('unsupported', 'netstat tells of no socket');
  return {
    sockets: [...new Map(sockets.map((socket) => [JSON.stringify(socket), socket])).values()],
    complete: !cut && !read.includes(null),
    ownersShown: owners.ofProcess !== undefined,
  };
}
