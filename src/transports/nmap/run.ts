import {hostsOfNmapXml, NmapXmlError} from '../../model/nmap-xml/index.ts';
import {portsOf} from '../../model/port-list.ts';
import {printable, TransportError} from '../connection.ts';
import {runChild, type Ended} from './child.ts';
import type {NmapRequest} from './command.ts';
import type {NmapProgram} from './program.ts';

export type {NmapRequest} from './command.ts';

/** Of a scan under way. */
export interface NmapProgress {
  readonly elapsedMs: number;
  /** How long it takes at least where the wanted pace alone holds it up: then `elapsedMs` is the share that is done. */
  readonly expectedMs: number;
}

export interface NmapOptions {
  readonly signal: AbortSignal;
  /** Called at the start and then every second. nmap itself is not asked how far it is: its word would stand in the report. */
  readonly onProgress?: (progress: NmapProgress) => void;
}

export interface NmapResult {
  /** For `hostsOfNmapXml`. */
  readonly xml: string;
  /** The report was longer than what is taken, and breaks off. */
  readonly cut: boolean;
}

const mostBytes = 64_000_000;
/** nmap gives a host up by itself, and says so in its report; it is ended when it does not. */
const graceMs = 5000;
const everyMs = 1000;

function tell({ports, connectsPerSecond, connectMs}: NmapRequest, onProgress: NmapOptions['onProgress']): () => void {
  const expectedMs = Math.ceil((1000 * portsOf(ports).length) / connectsPerSecond) + connectMs;
  const begun = performance.now();
  const now = (): void => onProgress?.({elapsedMs: Math.round(performance.now() - begun), expectedMs});
  now();
  const timer = setInterval(now, everyMs);
  return () => clearInterval(timer);
}

/** @throws TransportError where the report does not tell of the ports of one host */
function check(xml: string, complaint: string, seconds: number): void {
  try {
    const {scan, hosts} = hostsOfNmapXml(xml);
    if (scan.finished === 'error') throw new TransportError('unsupported', printable(scan.errorMessage ?? complaint));
    if (scan.cut || scan.finished === null) throw new TransportError('cut', 'the report of nmap breaks off');
    if (hosts.length !== 1) throw new TransportError('unreachable', complaint || 'nmap did not find the host');
    if (hosts[0]?.timedOut === true)
      throw new TransportError('timeout', `nmap was not done with the host in ${seconds} s`);
  } catch (error) {
    throw error instanceof NmapXmlError ? new TransportError('unsupported', `nmap: ${error.problem.en}`) : error;
  }
}

/** @throws TransportError */
function resultOf({stdout, stderr, exitCode, killedBy, stopped}: Ended, seconds: number): NmapResult {
  const xml = stdout.toString('utf8');
  const [complaint = ''] = stderr
    .trim()
    .split('\n')
    .map((line) => printable(line));
  if (stopped === 'size') return {xml, cut: true};
  if (stopped === 'time') throw new TransportError('timeout', `nmap was not done in ${seconds} s`);
  if (killedBy !== null) throw new TransportError('cut', `nmap was ended by ${killedBy}`);
  if (exitCode !== 0) throw new TransportError('unsupported', `nmap failed (${exitCode ?? 0}): ${complaint}`);
  check(xml, complaint, seconds);
  return {xml, cut: false};
}

/**
 * Connects to ports of one address, in full, and says nothing. nmap closes each connection with a reset, as it always does.
 * A port that does not answer is tried twice.
 * @throws TransportError `unsupported` (an address or ports that nmap may not be given, an nmap that does not run),
 * `unreachable` (a host name that is not known), `timeout`, `cut`; what the signal says
 */
export async function runNmap(
  {path}: NmapProgram,
  request: NmapRequest,
  {signal, onProgress}: NmapOptions,
): Promise<NmapResult> {
  const {argumentsOf} = await import('./command.ts');
  signal.throwIfAborted();
  const argv = argumentsOf(request);
  const done = tell(request, onProgress);
  try {
    const ended = await runChild(path, argv, {ms: request.seconds * 1000 + graceMs, bytes: mostBytes}, signal);
    signal.throwIfAborted();
    return resultOf(ended, request.seconds);
  } finally {
    done();
  }
}
