import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {portsOf} from '../model/port-list.ts';
import {defineOutsideProbe, field, partial, whole} from '../model/probe.ts';
import {isAnswered, type PortScan} from './parse/connect-scan.ts';
import {text} from './parse/fields.ts';
import {readPortScan} from './parse/port-scan.ts';

const ports = (en: string, ja: string) => field(z.array(z.int()), en, ja);

/** No host has so many services: who takes connections to nearly all of so many ports stands in front of it. */
const manyPorts = 100;
const nearlyAll = 0.9;

/** What tells of something else than the host. @throws Gap */
function refuseOthers(scan: PortScan): void {
  const wanted = portsOf(scan.scanned).length;
  if (scan.complete && wanted > 0 && !isAnswered(scan))
    throw new Gap('timeout', 'no port answered: the host may be switched off, or a filter drops everything');
  if (scan.open.length >= manyPorts && scan.open.length >= wanted * nearlyAll)
    throw new Gap('unsupported', 'nearly every port takes connections: something answers in place of the host');
}

/** TCP ports as they look from the scanner, by connections in full. */
export const openPorts = defineOutsideProbe({
  fact: 'openPorts',
  title: {en: 'Ports open from outside', ja: '外部から接続できるポート'},
  schema: z.object({
    tool: text('Connected by', '確認に使用したツール'),
    scanned: text('Ports looked at', '確認したTCPポート'),
    open: ports('Open ports', '接続できるポート'),
    filtered: ports('Ports without an answer', '応答のないポート'),
  }),
  outside: {
    dialogues: [],
    parse(answers) {
      const {text: told, cut} = answers.ports();
      const scan = readPortScan(told);
      if (scan === null) throw new Gap('unsupported', 'the scan of ports is not understood');
      refuseOthers(scan);
      const {tool, scanned, open, filtered, complete} = scan;
      const value = {tool, scanned, open: [...open], filtered: [...filtered]};
      return complete && !cut ? whole(value) : partial(value);
    },
  },
});
