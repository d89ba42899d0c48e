import {z} from 'zod';
import {rootFiles} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {flagOrNull, text, textOrNull, texts} from './parse/fields.ts';
import {namedSettings} from './parse/named.ts';
import {isPresent} from './parse/presence.ts';
import {reading} from './parse/reading.ts';

const DnsServer = z.object({
  kind: field(z.enum(['bind', 'unbound', 'dnsmasq', 'none']), 'DNS server', 'DNSサーバー', {
    values: {none: {en: 'none', ja: 'なし'}},
  }),
  running: flagOrNull('Running', '稼働'),
  recursion: flagOrNull('Recursion', '再帰問い合わせ'),
  /** True when names of others are looked up for every host. */
  openResolver: flagOrNull('Open resolver', 'オープンリゾルバ'),
  versionHidden: flagOrNull('Version hidden', 'バージョン秘匿'),
  /** Primary and secondary zones, and to whom they are transferred as a whole. */
  zones: z.array(
    z.object({
      name: text('Zone', 'ゾーン'),
      transfer: texts('Transferred to', 'ゾーン転送の許可先'),
      /** What the zone or the options say; null when nothing does. */
      rule: textOrNull('Transfer rule', 'ゾーン転送の設定'),
    }),
  ),
});

const mains = ['/etc/bind/named.conf', '/etc/named.conf'];
const parts = ['/etc/bind/named.conf.*', '/etc/named/*.conf', '/etc/named/*.zones'];
/** Zones that every BIND is installed with. */
const stock = new Set([
  '.',
  'localhost',
  'localhost.localdomain',
  '127.in-addr.arpa',
  '0.in-addr.arpa',
  '255.in-addr.arpa',
]);
const stockFile =
  /^\/etc\/(?:named\.(?:rfc1912\.zones|root\.key)|crypto-policies\/back-ends\/bind\.config|bind\/(?:rndc|bind)\.key?s?|bind\/zones\.rfc1918)$/;
const isStock = (name: string): boolean =>
  stock.has(name) ||
  name.endsWith('.0.0.127.in-addr.arpa') ||
  name.endsWith('.ip6.arpa') ||
  name === '1.0.0.127.in-addr.arpa';

/** Processes of servers whose configuration is not read. */
const others = ['pdns_server', 'pdns_recursor', 'pdns', 'knotd', 'kresd', 'nsd', 'coredns'];
const nothing = {recursion: null, openResolver: null, versionHidden: null, zones: []};

/** BIND by named.conf; of other servers only the kind is known. */
export const dnsServer = defineProbe({
  fact: 'dnsServer',
  title: {en: 'DNS server', ja: 'DNSサーバー'},
  cost: 'cheap',
  schema: DnsServer,
  ask: {linux: [processesAsk, ...rootFiles(...mains, ...parts)]},
  parse(answers) {
    const read = reading(answers);
    const present = read.programs();
    if (!isPresent(present, ['named'])) {
      const kind = (['unbound', 'dnsmasq'] as const).find((name) => isPresent(present, [name])) ?? 'none';
      if (kind === 'none' && others.some((name) => present.running(name) !== false)) {
        throw new Gap('unsupported', 'a DNS server that is not read');
      }
      if (kind !== 'none') read.doubt();
      return read.result({kind, running: kind === 'none' ? false : present.running(kind), ...nothing});
    }
    const main = mains.map((path) => read.file(path)).filter((file) => file !== null);
    const included = read.files(...parts);
    const known = new Map(included.map(({path, text: content}) => [path, content]));
    const found = namedSettings(main[0]?.text ?? '', (path) => known.get(path) ?? null);
    // Of two main files it is not told which one it was started with.
    if (main.length !== 1 || found.includes.some((path) => !stockFile.test(path))) read.doubt();
    if (!found.understood) read.doubt();
    return read.result({
      kind: 'bind' as const,
      running: present.running('named'),
      recursion: found.recursion ? true : read.sure(false),
      openResolver: found.openResolver === true ? true : read.sure(found.openResolver),
      versionHidden: read.sure(found.versionHidden),
      zones: found.zones
        .filter(({name, type}) => ['primary', 'secondary'].includes(type) && !isStock(name))
        .map(({name, allowTransfer: rule}) => ({
          name,
          transfer: [...(rule ?? [])],
          rule: rule === null ? null : rule.join('; '),
        })),
    });
  },
});
