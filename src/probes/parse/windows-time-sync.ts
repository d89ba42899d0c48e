import type {RegistryTable} from '../../model/registry.ts';
import {partial, whole, type Answers, type Parsed} from '../../model/probe.ts';
import {serviceStatesAsk} from '../asks/windows-services.ts';
import {ntpdServiceAsk, timeStatusAsk, w32TimeAsk, w32TimePolicyAsk} from '../asks/windows-time.ts';
import type {TimeDaemon} from './time-daemons.ts';
import type {TimeServer} from './time-servers.ts';
import {isRunning, startOf} from './windows-services.ts';
import {readTimeStatus, timeConfig, type WindowsTimeConfig, type WindowsTimeState} from './windows-time.ts';
import {told} from './windows-told.ts';

/** The fact `timeSync`. */
interface TimeSync {
  daemon: TimeDaemon | 'w32time' | null;
  running: boolean | null;
  synchronised: boolean | null;
  source: string | null;
  stratum: number | null;
  offsetMs: number | null;
  lastSyncAt: string | null;
  servers: TimeServer[];
  hostTools: string[];
}

/** Services that set the clock of a virtual machine by that of its host. */
const hostTools = ['VMTools', 'VBoxService', 'QEMU-GA'];

const isOff = (service: RegistryTable | null): boolean => service === null || startOf(service.root) === 'disabled';

/** What w32tm tells of the service while it runs; null: it tells nothing. */
function stateOf(answers: Answers): WindowsTimeState | null {
  const answer = told(() => answers.command(timeStatusAsk.id));
  return answer === undefined || answer.exitCode !== 0 ? null : readTimeStatus(answer.text);
}

/** In a domain the source that is followed is one of its controllers. */
function serversOf({servers}: WindowsTimeConfig, state: WindowsTimeState | null): TimeServer[] {
  const source = state?.synchronised === true ? state.source : null;
  const alone = servers.length === 1;
  return servers.map((server) =>
    server.kind === 'domain' && alone && source !== null ? {...server, host: source} : server,
  );
}

function syncedAt(answers: Answers, state: WindowsTimeState | null): string | null {
  if (state?.sinceSyncSeconds == null) return null;
  const at = Date.parse(answers.receivedAt(timeStatusAsk.id)) - state.sinceSyncSeconds * 1000;
  return new Date(at).toISOString();
}

/** The fact `timeSync` of Windows: of Windows Time, else of ntpd for Windows, whose service is named NTP. @throws Gap */
export function windowsTimeSync(answers: Answers): Parsed<TimeSync> {
  const [w32time, ntpd] = [answers.registry(w32TimeAsk.id), answers.registry(ntpdServiceAsk.id)];
  const states = told(() => answers.instances(serviceStatesAsk.id));
  const runs = (name: string): boolean | null => isRunning(states, name);
  const byNtpd = !isOff(ntpd) && (isOff(w32time) || runs('NTP') === true);
  const daemon = byNtpd ? 'ntpd' : isOff(w32time) ? 'none' : 'w32time';
  const config = timeConfig(w32time, told(() => answers.registry(w32TimePolicyAsk.id)) ?? null);
  const running = daemon === 'none' ? false : runs(daemon === 'ntpd' ? 'NTP' : 'W32Time');
  const state = daemon === 'w32time' && running !== false ? stateOf(answers) : null;
  const byHyperV = config.fromHost && runs('vmictimesync') === true;
  const value: TimeSync = {
    daemon,
    running,
    synchronised: state?.synchronised ?? (running === false ? false : null),
    source: state?.source ?? null,
    stratum: state?.stratum ?? null,
    offsetMs: state?.offsetMs ?? null,
    lastSyncAt: syncedAt(answers, state),
    servers: daemon === 'w32time' ? serversOf(config, state) : [],
    hostTools: [...(byHyperV ? ['vmictimesync'] : []), ...hostTools.filter((name) => runs(name) === true)],
  };
  const known = daemon !== 'ntpd' && running !== null && (!running || state !== null);
  return known ? whole(value) : partial(value);
}
