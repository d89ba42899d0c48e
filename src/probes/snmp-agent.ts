import {z} from 'zod';
import {rootFiles} from '../model/ask.ts';
import {defineProbe, field, partial, whole, type Answers, type Parsed} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {serviceStatesAsk} from './asks/windows-services.ts';
import {snmpServiceAsks} from './asks/windows-snmp.ts';
import {flag, flagOrNull, textOrNull, texts} from './parse/fields.ts';
import {isPresent} from './parse/presence.ts';
import {reading} from './parse/reading.ts';
import {isLoopback, snmpdSettings} from './parse/snmp-agent.ts';
import {isRunning, startOf} from './parse/windows-services.ts';
import {readWindowsSnmp} from './parse/windows-snmp.ts';
import {told} from './parse/windows-told.ts';

const access = () =>
  field(z.enum(['ro', 'rw']), 'Access', '権限', {
    values: {ro: {en: 'read', ja: '読み取り'}, rw: {en: 'read and write', ja: '読み書き'}},
  });

const SnmpAgent = z.object({
  installed: flag('SNMP agent installed', 'SNMPエージェント導入済み'),
  running: flagOrNull('Running', '稼働'),
  listens: texts('Listens on', '待ち受けアドレス'),
  loopbackOnly: flagOrNull('Reachable from this host only', '自ホストからのみ接続可'),
  communities: z.array(
    z.object({
      access: access(),
      class: field(z.enum(['default', 'weak', 'ok']).nullable(), 'Community', 'コミュニティ名', {
        values: {
          default: {en: 'well known', ja: '既定値'},
          weak: {en: 'easy to guess', ja: '推測容易'},
          ok: {en: 'not in dictionary', ja: '辞書になし'},
        },
      }),
      source: textOrNull('Allowed source', '許可元'),
    }),
  ),
  users: z.array(
    z.object({
      access: access(),
      level: field(z.enum(['noauth', 'auth', 'priv']), 'SNMPv3 level', 'SNMPv3セキュリティレベル', {
        values: {
          noauth: {en: 'no authentication', ja: '認証なし'},
          auth: {en: 'authentication', ja: '認証のみ'},
          priv: {en: 'authentication and encryption', ja: '認証と暗号化'},
        },
      }),
    }),
  ),
});

const main = '/etc/snmp/snmpd.conf';
/** Read after it; the last two are the agent's own, which keep the users that were made at run time. */
const more = ['/etc/snmp/snmpd.local.conf', '/var/lib/snmp/snmpd.conf', '/var/lib/net-snmp/snmpd.conf'];
const parts = '/etc/snmp/snmpd.conf.d/*.conf';

type SnmpAgent = z.infer<typeof SnmpAgent>;

const absent = {running: false, listens: [], loopbackOnly: null, communities: [], users: []};

/** The SNMP service of Windows: it knows no SNMPv3, and listens on every address. */
function ofWindows(answers: Answers): Parsed<SnmpAgent> {
  const service = answers.registry(snmpServiceAsks.service.id);
  if (service === null || startOf(service.root) === 'disabled') return whole({installed: service !== null, ...absent});
  const running = isRunning(
    told(() => answers.instances(serviceStatesAsk.id)),
    'SNMP',
  );
  const {communities, complete} = readWindowsSnmp(answers);
  const value = {
    ...{installed: true, running, listens: [], loopbackOnly: false},
    communities: [...communities],
    users: [],
  };
  return complete ? whole(value) : partial(value);
}

/** The SNMP service of Windows by its registry; Net-SNMP agent by snmpd.conf(5). Communities are only known by the class that redaction gave them. */
export const snmpAgent = defineProbe({
  fact: 'snmpAgent',
  title: {en: 'SNMP agent', ja: 'SNMPエージェント'},
  cost: 'cheap',
  schema: SnmpAgent,
  ask: {
    linux: [processesAsk, ...rootFiles(main, ...more, parts)],
    windows: [serviceStatesAsk, ...Object.values(snmpServiceAsks)],
  },
  parse(answers, platform) {
    if (platform === 'windows') return ofWindows(answers);
    const read = reading(answers);
    const present = read.programs();
    const installed = isPresent(present, ['snmpd']);
    if (!installed) return read.result({installed, ...absent});
    const file = read.file(main);
    const others = more.map((path) => read.file(path));
    const {listens, communities, users, unread} = snmpdSettings(
      [file, ...read.files(parts), ...others].map((one) => one?.text ?? '').join('\n'),
    );
    // Without its configuration where we look it has another one, or lets in nobody.
    if (file === null || unread || communities.some((one) => one.class === null)) read.doubt();
    const bound = listens.length > 0 && listens.every(isLoopback);
    return read.result({
      installed,
      running: present.running('snmpd'),
      listens: [...listens],
      // Without an address it listens on all of them.
      loopbackOnly: file !== null && !bound ? false : read.sure(bound),
      communities: [...communities],
      users: [...users],
    });
  },
});
