import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineOutsideProbe, field, partial, whole} from '../model/probe.ts';
import {text} from './parse/fields.ts';
import {readPortScan} from './parse/port-scan.ts';

const ports = (en: string, ja: string) => field(z.array(z.int()), en, ja);

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
      const {tool, scanned, open, filtered, complete} = scan;
      const value = {tool, scanned, open: [...open], filtered: [...filtered]};
      return complete && !cut ? whole(value) : partial(value);
    },
  },
});
