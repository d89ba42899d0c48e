import {z} from 'zod';
import {cimFlag, cimText} from '../model/cim.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {textIn, type RegistryKey} from '../model/registry.ts';
import {eventLogPolicyAsk} from './asks/windows-logging.ts';
import {managementServicesAsk} from './asks/windows-policies.ts';
import {flag, text, texts} from './parse/fields.ts';

const WindowsLogForwarding = z.object({
  collectors: field(
    z.array(
      z.object({
        server: text('Collector', '収集先サーバー'),
        https: flag('HTTPS', 'HTTPS'),
      }),
    ),
    'Collectors of event forwarding',
    'イベント転送（WEF）の収集先',
  ),
  /** Programs that send logs elsewhere; where to, their own settings say. */
  agents: texts('Log agents that run', '稼働中のログ転送エージェント'),
});

const agents = new Set([
  ...['winlogbeat', 'nxlog', 'splunkforwarder', 'wazuhsvc', 'ossecsvc', 'fluentdwinsvc', 'fluent-bit'],
  ...['azuremonitoragent', 'healthservice', 'elastic-agent'],
]);

type Collector = z.infer<typeof WindowsLogForwarding>['collectors'][number];

/** `Server=https://collector.example.jp:5986/wsman/SubscriptionManager/WEC,Refresh=60`; null: not of this form. */
function collectorOf(told: string): Collector | null {
  const found = /^\s*Server\s*=\s*(?<scheme>https?):\/\/(?<host>[^\s/:,]{1,253})/i.exec(told)?.groups;
  if (found === undefined) return null;
  return {server: found['host'] ?? '', https: found['scheme']?.toLowerCase() === 'https'};
}

function managersOf(key: RegistryKey | null): (Collector | null)[] {
  const names = key === null ? [] : [...key.values.keys()].filter((name) => /^\d{1,4}$/.test(name));
  return names.map((name) => collectorOf(textIn(key, name) ?? ''));
}

/** Windows Event Forwarding as Group Policy sets it, and agents by the names of their services. */
export const windowsLogForwarding = defineProbe({
  fact: 'windowsLogForwarding',
  title: {en: 'Forwarding of Windows logs', ja: 'Windowsログの転送'},
  cost: 'cheap',
  schema: WindowsLogForwarding,
  ask: {windows: [eventLogPolicyAsk, managementServicesAsk]},
  parse(answers) {
    const policy = answers.registry(eventLogPolicyAsk.id);
    const managers = managersOf(policy?.below('EventForwarding\\SubscriptionManager') ?? null);
    const services = answers.instances(managementServicesAsk.id) ?? [];
    const running = services.filter((each) => cimFlag(each, 'Started') === true);
    const names = running.map((each) => cimText(each, 'Name') ?? '');
    const value = {
      collectors: managers.filter((each) => each !== null),
      agents: names.filter((name) => agents.has(name.toLowerCase())).sort(),
    };
    const hasAll = services.some((each) => cimText(each, 'Name')?.toLowerCase() === 'eventlog');
    return hasAll && !managers.includes(null) ? whole(value) : partial(value, 'unsupported');
  },
});
