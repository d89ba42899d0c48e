import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Parsed} from '../../model/probe.ts';
import {serviceStatesAsk, servicesKeyAsk} from '../asks/windows-services.ts';
import {timeStatusAsk, w32TimeAsk, w32TimePolicyAsk} from '../asks/windows-time.ts';
import type {TimeDaemon} from './time-daemons.ts';
import type {TimeServer} from './time-servers.ts';
import {readWindowsServices, serviceNamed, type WindowsService} from './windows-services.ts';
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

const isOff = (service: WindowsService | null): boolean => service === null || service.start === 'disabled';

/** Windows Time, else the service of ntpd for Windows, which is named NTP. */
function daemonOf(w32time: WindowsService | null, ntpd: WindowsService | null): TimeDaemon | 'w32time' {
  if (!isOff(ntpd) && (isOff(w32time) || ntpd?.running === true)) return 'ntpd';
  return isOff(w32time) ? 'none' : 'w32time';
}

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

/** The fact `timeSync` of Windows. @throws Gap */
export function windowsTimeSync(answers: Answers): Parsed<TimeSync> {
  const table = answers.registry(servicesKeyAsk.id);
  if (table === null) throw new Gap('unsupported', 'the registry tells of no services');
  const services = readWindowsServices(table, told(() => answers.instances(serviceStatesAsk.id)) ?? undefined);
  const [w32time, ntpd] = [serviceNamed(services, 'W32Time'), serviceNamed(services, 'NTP')];
  const daemon = daemonOf(w32time, ntpd);
  const config = timeConfig(
    told(() => answers.registry(w32TimeAsk.id)) ?? null,
    told(() => answers.registry(w32TimePolicyAsk.id)) ?? null,
  );
  const running = daemon === 'none' ? false : ((daemon === 'ntpd' ? ntpd : w32time)?.running ?? null);
  const state = daemon === 'w32time' && running !== false ? stateOf(answers) : null;
  const tools = hostTools.filter((name) => serviceNamed(services, name)?.running === true);
  const byHyperV = config.fromHost && serviceNamed(services, 'vmictimesync')?.running === true;
  const value: TimeSync = {
    daemon,
    running,
    synchronised: state?.synchronised ?? (running === false ? false : null),
    source: state?.source ?? null,
    stratum: state?.stratum ?? null,
    offsetMs: state?.offsetMs ?? null,
    lastSyncAt: syncedAt(answers, state),
    servers: daemon === 'w32time' ? serversOf(config, state) : [],
    hostTools: [...(byHyperV ? ['vmictimesync'] : []), ...tools],
  };
  const known = daemon !== 'ntpd' && running !== null && (running === false || state !== null);
  return known ? whole(value) : partial(value);
}
