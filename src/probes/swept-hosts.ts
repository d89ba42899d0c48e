import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineOutsideProbe, field, whole} from '../model/probe.ts';
import {text, textOrNull} from './parse/fields.ts';
import {readSweep} from './parse/sweep.ts';

/** What stands at addresses of declared ranges that the inventory does not have. */
export const sweptHosts = defineOutsideProbe({
  fact: 'sweptHosts',
  title: {en: 'Hosts at addresses that the inventory lacks', ja: '台帳にないアドレスの機器'},
  scope: 'site',
  schema: z.object({
    ranges: field(z.array(z.string()), 'Ranges looked at', '探索した範囲'),
    hosts: z.array(
      z.object({
        address: text('Address', 'アドレス'),
        mac: textOrNull('MAC address', 'MACアドレス'),
        port: field(z.int().nullable(), 'Port that answered', '応答したポート', {
          values: {null: {en: 'ARP alone', ja: 'ARPのみ'}},
        }),
      }),
    ),
  }),
  outside: {
    dialogues: [],
    parse(answers) {
      const swept = answers.sweeps().map(({range, text: told}) => ({range, hosts: readSweep(told)}));
      const hosts = swept.flatMap(({range, hosts: found}) => {
        if (found === null) throw new Gap('cut', `the search of ${range} is not whole`);
        return found;
      });
      return whole({ranges: swept.map(({range}) => range), hosts});
    },
  },
});
