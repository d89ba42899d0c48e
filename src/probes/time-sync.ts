import {z} from 'zod';
import {command, files} from '../model/ask.ts';
import {defineProbe, field} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {serviceStatesAsk} from './asks/windows-services.ts';
import {ntpdServiceAsk, timeStatusAsk, w32TimeAsk, w32TimePolicyAsk} from './asks/windows-time.ts';
import {untilEnd} from './parse/ended.ts';
import {flag, flagOrNull, intOrNull, text, textOrNull, texts} from './parse/fields.ts';
import {reading} from './parse/reading.ts';
import {daemonOf, serversOf, stateOf, timeDaemons, timeFiles} from './parse/time-daemons.ts';
import {windowsTimeSync} from './parse/windows-time-sync.ts';

const milliseconds = {unit: {en: 'ms', ja: 'ミリ秒'}};

const TimeSync = z.object({
  daemon: field(z.enum([...timeDaemons, 'w32time']).nullable(), 'Time service', '時刻同期サービス', {
    values: {w32time: {en: 'Windows Time', ja: 'Windows Time'}, none: {en: 'none', ja: 'なし'}},
  }),
  running: flagOrNull('Running', '稼働'),
  synchronised: flagOrNull('Synchronised', '同期済み'),
  source: textOrNull('Source followed', '同期先'),
  stratum: intOrNull('Stratum', 'Stratum'),
  offsetMs: field(z.number().nullable(), 'Offset', '時刻のずれ', milliseconds),
  lastSyncAt: field(z.iso.datetime().nullable(), 'Last synchronised', '最終同期時刻'),
  servers: z.array(
    z.object({
      host: text('Configured source', '設定された同期先'),
      kind: field(z.enum(['server', 'pool', 'peer', 'refclock', 'domain']), 'Kind', '種別', {
        values: {domain: {en: 'domain hierarchy', ja: 'ドメイン階層'}},
      }),
      authenticated: flag('Authenticated (key, NTS or domain)', '認証あり (鍵、NTSまたはドメイン)'),
    }),
  ),
  /** Tools of a virtualisation host that may set the clock of this guest. */
  hostTools: texts('Tools of the virtualisation host', '仮想基盤の連携ツール'),
});

/**
 * Asks running services only: none is started; the folder of timesyncd is there while it runs. chronyc is kept to UDP on the loopback
 * address: over the socket of chronyd, which root would use, it makes a socket of its own.
 * The socket of OpenNTPD is root's. ntpd gets little time to answer: by itself ntpq waits for ten seconds, for each of its questions.
 * The two numbers of timesyncd's file are its last synchronisation. */
const state = command(
  'time-state',
  'if command -v chronyc >/dev/null; then echo "== chrony"; chronyc -h 127.0.0.1 -c -n tracking; fi; ' +
    'if command -v ntpctl >/dev/null; then echo "== ntpctl"; ntpctl -s all; fi; ' +
    'if command -v ntpq >/dev/null; then echo "== ntpq"; ntpq -n -c "timeout 1500" -c "rv 0 reftime" -c peers; fi; ' +
    'd=/run/systemd/timesync; if [ -d $d ]; then echo "== timesyncd"; timedatectl timesync-status; echo "== synchronized"; [ ! -e $d/synchronized ] || stat -c %Y $d/synchronized; fi; echo .',
  {seconds: 15, privilege: 'prefer-root'},
);

const tools = ['vmtoolsd', 'hv_kvp_daemon', 'VBoxService', 'qemu-ga'];

/** Which service sets the clock, from where, and how well: chronyc(1), ntpq(1), timedatectl(1), w32tm. */
export const timeSync = defineProbe({
  fact: 'timeSync',
  title: {en: 'Time synchronisation', ja: '時刻同期'},
  cost: 'cheap',
  schema: TimeSync,
  ask: {
    linux: [processesAsk, state, ...files(...timeFiles)],
    windows: [w32TimeAsk, w32TimePolicyAsk, ntpdServiceAsk, timeStatusAsk, serviceStatesAsk],
  },
  parse(answers, platform) {
    if (platform === 'windows') return windowsTimeSync(answers);
    const read = reading(answers);
    const present = read.programs();
    const daemon = daemonOf(present, read);
    const running = present.running('chronyd', 'ntpd', 'ntpsec-ntpd', 'systemd-timesyncd');
    const told = untilEnd(read.command(state.id)?.text ?? '');
    if (!told.ended) read.doubt();
    const found = stateOf(daemon, told.lines.join('\n'));
    // A service that runs and tells nothing may be synchronised or not; one that does not run is not.
    if (running === null || (running && (found?.synchronised ?? null) === null)) read.doubt();
    return read.result({
      daemon,
      running,
      synchronised: found?.synchronised ?? (running === false ? false : null),
      source: found?.source ?? null,
      stratum: found?.stratum ?? null,
      offsetMs: found?.offsetMs ?? null,
      lastSyncAt: found?.lastSync == null ? null : new Date(found.lastSync * 1000).toISOString(),
      servers: serversOf(daemon, read),
      hostTools: tools.filter((tool) => present.running(tool) === true),
    });
  },
});
