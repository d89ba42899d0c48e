import {z} from 'zod';
import type {ReferenceData} from '../model/data.ts';
import {defineAssetFact} from '../model/derived.ts';
import {portsOf} from '../model/port-list.ts';
import {field, partial, whole} from '../model/probe.ts';
import {need, wanted} from './inputs.ts';

const OpenPorts = z.object({scanned: z.string(), open: z.array(z.number()), filtered: z.array(z.number())});
type OpenPorts = z.infer<typeof OpenPorts>;

const Listeners = z.object({
  sockets: z.array(
    z.object({
      protocol: z.string(),
      port: z.number(),
      loopbackOnly: z.boolean(),
      process: z.string().nullable(),
    }),
  ),
});

const PortView = z.object({
  ports: field(
    z.array(
      z.object({
        port: field(z.int(), 'TCP port', 'TCPポート'),
        service: field(z.string().nullable(), 'Usual service', '一般的な用途'),
        inside: field(
          z.enum(['listens', 'local', 'none', 'unknown']),
          'As the host itself tells',
          'ホスト内から見た状態',
          {
            values: {
              listens: {en: 'listens to the network', ja: 'ネットワークで待ち受け'},
              local: {en: 'listens for the host itself alone', ja: '自ホスト内のみで待ち受け'},
              none: {en: 'nothing listens', ja: '待ち受けなし'},
              unknown: {en: 'not known', ja: '確認できず'},
            },
          },
        ),
        outside: field(z.enum(['open', 'closed', 'filtered', 'unknown']), 'As seen from outside', '外部から見た状態', {
          values: {
            open: {en: 'open', ja: '接続可'},
            closed: {en: 'closed', ja: '閉'},
            filtered: {en: 'no answer', ja: '応答なし（遮断）'},
            unknown: {en: 'not looked at', ja: '未確認'},
          },
        }),
        process: field(z.string().nullable(), 'Process', 'プロセス'),
      }),
    ),
    'Ports from inside and from outside',
    '内外から見たポート',
  ),
});
type Row = z.infer<typeof PortView>['ports'][number];

interface Inside {
  readonly state: 'listens' | 'local';
  readonly process: string | null;
}

function listening({sockets}: z.infer<typeof Listeners>): ReadonlyMap<number, Inside> {
  const byPort = new Map<number, Inside>();
  for (const {protocol, port, loopbackOnly, process} of sockets) {
    if (protocol !== 'tcp') continue;
    const known = byPort.get(port);
    const state = loopbackOnly && known?.state !== 'listens' ? 'local' : 'listens';
    byPort.set(port, {state, process: known?.process ?? process});
  }
  return byPort;
}

const serviceOf = ({servicePorts}: ReferenceData, port: number): string | null =>
  servicePorts.find((entry) => entry.transport === 'tcp' && entry.port === port)?.service ?? null;

function outsideOf({open, filtered}: OpenPorts, scanned: ReadonlySet<number>, port: number): Row['outside'] {
  if (open.includes(port)) return 'open';
  if (filtered.includes(port)) return 'filtered';
  return scanned.has(port) ? 'closed' : 'unknown';
}

/** What the host says of its own TCP ports beside what connections from outside show of them. */
export const portView = defineAssetFact({
  scope: 'asset',
  fact: 'portView',
  title: {en: 'Ports from inside and outside', ja: '内外から見たポートの対照'},
  schema: PortView,
  reads: ['listeners', 'openPorts'],
  derive(facts, data) {
    const outside = need(facts, 'openPorts', OpenPorts);
    const inside = wanted(facts, 'listeners', Listeners);
    const scanned = new Set(portsOf(outside.value.scanned));
    const byPort = listening(inside?.value ?? {sockets: []});
    const unseen: Row['inside'] = inside?.complete === true ? 'none' : 'unknown';
    const ports = [...new Set([...byPort.keys(), ...outside.value.open])].sort((a, b) => a - b);
    const rows = ports.map((port): Row => ({
      port,
      service: serviceOf(data, port),
      inside: byPort.get(port)?.state ?? unseen,
      outside: outsideOf(outside.value, scanned, port),
      process: byPort.get(port)?.process ?? null,
    }));
    const known =
      outside.complete &&
      inside?.complete === true &&
      rows.every((row) => row.outside !== 'unknown' || row.inside === 'local');
    return known ? whole({ports: rows}) : partial({ports: rows});
  },
});
