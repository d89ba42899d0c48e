import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field} from '../model/probe.ts';
import {packagesAsk} from './asks/packages.ts';
import {servicesAsk} from './asks/services.ts';
import {aptFiles, readAptFiles} from './parse/apt-files.ts';
import {aptOption, isYes} from './parse/apt-conf.ts';
import {assignments, lastValue, switched} from './parse/config-text.ts';
import {flagOrNull, texts} from './parse/fields.ts';
import {readPackages, type PackageList} from './parse/package-list.ts';
import {reading, type Reading} from './parse/reading.ts';
import {readServices, unitOf, type ServiceList} from './parse/service-list.ts';

const mechanisms = [
  'unattended-upgrades',
  'dnf-automatic',
  'yum-cron',
  'transactional-update',
  'online-update',
] as const;

const AutomaticUpdates = z.object({
  mechanism: field(z.enum(mechanisms).nullable(), 'Automatic updates by', '自動更新の方式'),
  refreshes: flagOrNull('Package lists refreshed automatically', 'パッケージ情報の自動更新'),
  installs: flagOrNull('Updates installed automatically', '更新の自動適用'),
  agents: texts('Central management agents', '集中管理エージェント'),
});

interface State {
  readonly mechanism: z.infer<typeof AutomaticUpdates>['mechanism'];
  readonly refreshes: boolean;
  readonly installs: boolean;
}
const none: State = {mechanism: null, refreshes: false, installs: false};

/** Packages of systems that manage many machines, updates among it. */
const agentPackages =
  /^(?:landscape-client|katello-(?:agent|host-tools)|mgr-daemon|spacewalk-client-tools|(?:venv-)?salt-minion|puppet(?:-agent)?|openvox-agent|chef|cfengine-(?:community|nova)|rudder-agent|ansible-pull)$/;

function enabled(services: ServiceList | null, ...names: readonly string[]): boolean {
  return services !== null && names.some((name) => unitOf(services, name)?.enabled === true);
}

/** apt.systemd.daily(8): run by two timers, or by cron where there is no systemd. */
function apt(read: Reading, list: PackageList, services: ServiceList | null): State {
  const options = readAptFiles(read);
  const on = (name: string): boolean => isYes(aptOption(options, `APT::Periodic::${name}`));
  if (!options.complete) read.doubt();
  const byCron = services?.system !== 'systemd' && read.file('/etc/cron.daily/apt-compat') !== null;
  const runs = aptOption(options, 'APT::Periodic::Enable') !== '0';
  const installed = list.installed.some(({name}) => name === 'unattended-upgrades');
  return {
    mechanism: installed ? 'unattended-upgrades' : null,
    refreshes: runs && on('Update-Package-Lists') && (byCron || enabled(services, 'apt-daily.timer')),
    installs: installed && runs && on('Unattended-Upgrade') && (byCron || enabled(services, 'apt-daily-upgrade.timer')),
  };
}

function applies(read: Reading, path: string): boolean {
  const value = lastValue(assignments(read.file(path)?.text ?? ''), 'apply_updates');
  return switched(value) === true;
}

/** Timers of dnf-automatic that install nothing, whatever the file says. */
const heralds = ['dnf-automatic-download.timer', 'dnf-automatic-notifyonly.timer'];

/** dnf-automatic(8): the timer with `install` in its name applies updates whatever the file says. */
function rpm(read: Reading, services: ServiceList | null): State {
  const dnf = enabled(services, 'dnf-automatic.timer', 'dnf5-automatic.timer');
  if (enabled(services, 'dnf-automatic-install.timer'))
    return {mechanism: 'dnf-automatic', refreshes: true, installs: true};
  if (dnf) return {mechanism: 'dnf-automatic', refreshes: true, installs: applies(read, '/etc/dnf/automatic.conf')};
  if (enabled(services, ...heralds)) return {mechanism: 'dnf-automatic', refreshes: true, installs: false};
  if (enabled(services, 'yum-cron.service')) {
    return {mechanism: 'yum-cron', refreshes: true, installs: applies(read, '/etc/yum/yum-cron.conf')};
  }
  if (enabled(services, 'transactional-update.timer')) {
    return {mechanism: 'transactional-update', refreshes: true, installs: true};
  }
  const online = lastValue(
    assignments(read.file('/etc/sysconfig/automatic_online_update')?.text ?? ''),
    'AOU_ENABLE_CRONJOB',
  );
  if (switched(online) === true) return {mechanism: 'online-update', refreshes: true, installs: true};
  return {...none, refreshes: enabled(services, 'dnf-makecache.timer', 'dnf5-makecache.timer')};
}

function stateOf(read: Reading, list: PackageList, services: ServiceList | null): State {
  switch (list.manager) {
    case 'dpkg':
      return apt(read, list, services);
    case 'rpm':
      return rpm(read, services);
    case 'apk':
      return none;
    case 'none':
      read.doubt();
      return none;
    default:
      return list.manager satisfies never;
  }
}

export const automaticUpdates = defineProbe({
  fact: 'automaticUpdates',
  title: {en: 'Automatic updates', ja: '自動更新の設定'},
  cost: 'cheap',
  schema: AutomaticUpdates,
  ask: {
    linux: [
      packagesAsk,
      servicesAsk,
      ...aptFiles,
      ...files('/etc/cron.daily/apt-compat', '/etc/dnf/automatic.conf', '/etc/yum/yum-cron.conf'),
      ...files('/etc/sysconfig/automatic_online_update'),
    ],
  },
  parse(answers) {
    const list = readPackages(answers.command(packagesAsk.id));
    const services = readServices(answers.command(servicesAsk.id));
    const read = reading(answers);
    if (!list.complete || !services.complete) read.doubt();
    const state = stateOf(read, list, services);
    const agents = list.installed.map(({name}) => name).filter((name) => agentPackages.test(name));
    return read.result({
      mechanism: state.mechanism,
      // A timer or a setting that was not seen would turn either around.
      refreshes: read.sure(state.refreshes),
      installs: read.sure(state.installs),
      agents: [...new Set(agents)].sort(),
    });
  },
});
