import nodeNmap from 'node-nmap';
import {portsOf, readPorts, writePorts} from '../../model/port-list.ts';
import {TransportError} from '../connection.ts';
import {targetOf} from './target.ts';

/** Which TCP ports of one address are connected to, and how fast. */
export interface NmapRequest {
  /** IPv4, IPv6, or a host name. */
  readonly address: string;
  /** `22,80,8000-8100` */
  readonly ports: string;
  /** Most connections that are opened in a second, and most that are open at once. */
  readonly connectsPerSecond: number;
  readonly connectsAtOnce: number;
  /** Longest wait for a connection, in milliseconds. */
  readonly connectMs: number;
  /** Longest time for the whole, in seconds. */
  readonly seconds: number;
}

/**
 * node-nmap makes the command line out of arrays, which it does not split. Its own start of nmap does not serve: it hands our
 * environment on, keeps all output whatever its size, loses chunks, takes any warning for a failure, swallows exceptions of
 * the whole program while it runs, and cannot end nmap.
 */
class PreparedScan extends nodeNmap.NmapScan {
  override initializeChildProcess(): void {
    // Left to `runChild`.
  }
}

/** nmap refuses waits under 5 ms. */
const shortestWaitMs = 5;

/** Full connections with nothing said over them: no raw packet whatever our rights, no ping, no look-up of names by address. */
const fixed = ['--unprivileged', '--disable-arp-ping', '-sT', '-Pn', '-n', '--no-stylesheet', '--max-retries', '1'];

/** The arguments of nmap. @throws TransportError for an address or ports that nmap may not be given */
export function argumentsOf(request: NmapRequest): readonly string[] {
  const {address, ports, connectsPerSecond, connectsAtOnce, connectMs, seconds} = request;
  const {options, target} = targetOf(address);
  if (ports === '' || readPorts(ports) === null) throw new TransportError('unsupported', 'not a list of ports');
  const bounds = [connectsPerSecond, connectsAtOnce, connectMs, seconds];
  if (!bounds.every((bound) => Number.isFinite(bound) && bound > 0)) throw new Error(`no bounds: ${bounds.join(' ')}`);
  const wait = `${Math.max(shortestWaitMs, Math.round(connectMs))}ms`;
  const timing = [
    ...['--max-rate', String(connectsPerSecond), '--max-parallelism', String(Math.max(1, Math.floor(connectsAtOnce)))],
    // nmap would learn to wait for less: a host that is slow now and then would then look filtered.
    ...['--min-rtt-timeout', wait, '--initial-rtt-timeout', wait, '--max-rtt-timeout', wait],
    ...['--host-timeout', `${Math.ceil(seconds)}s`],
  ];
  const chosen = [...fixed, ...options, ...timing, '-p', writePorts(portsOf(ports)), '--'];
  return new PreparedScan([target], chosen).command;
}
