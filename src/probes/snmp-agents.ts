import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import {snmpEngineDialogue} from './dialogues/snmp.ts';
import {int, intOrNull, text} from './parse/fields.ts';
import {withoutSilent} from './parse/silence.ts';
import {serversOf, wiresOf} from './parse/told.ts';
import {readEngine} from './parse/snmp-wire.ts';

/** Agents of SNMPv3 make themselves known to everybody. */
export const snmpAgents = defineOutsideProbe({
  fact: 'snmpAgents',
  title: {en: 'SNMPv3 agents from outside', ja: '外部から見たSNMPv3エージェント'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('UDP port', 'UDPポート'),
        engineId: text('Engine ID', 'エンジンID'),
        enterprise: intOrNull('Number of the maker (IANA)', 'メーカー番号（IANA）'),
        boots: int('Starts', '起動回数'),
        engineTime: int('Time since the last start', '最後の起動からの時間', {unit: {en: 's', ja: '秒'}}),
      }),
    ),
  }),
  outside: {
    dialogues: [snmpEngineDialogue],
    parse: (answers) =>
      serversOf(withoutSilent(answers, wiresOf(answers, [snmpEngineDialogue])), ({transcript}) =>
        readEngine(transcript),
      ),
  },
});
