import {z} from 'zod';
import type {Answers} from '../model/probe.ts';
import {defineOutsideProbe, partial, whole} from '../model/probe.ts';
import {ntpTimeDialogue, ntpVariablesDialogue} from './dialogues/ntp.ts';
import {flag, int, text, textOrNull} from './parse/fields.ts';
import {withoutSilent} from './parse/silence.ts';
import {serversOf, wiresOf} from './parse/told.ts';
import {readNtpTime, readNtpVariables, type NtpTime} from './parse/ntp-wire.ts';

const milliseconds = {unit: {en: 'ms', ja: 'ミリ秒'}};

/** The server's clock minus the scanner's: it was read between the sending of the question and the coming of the answer. */
function withOffset(answers: Answers, {answeredAt, port, ...rest}: NtpTime & {readonly port: number}) {
  const {sentAt, receivedAt} = answers.times(`${ntpTimeDialogue.id}@udp/${port}`);
  const [low, high] = [answeredAt - Date.parse(receivedAt), answeredAt - Date.parse(sentAt)];
  // Our own times are of whole milliseconds.
  return {...rest, port, offsetLowMs: Math.floor(low) - 1, offsetHighMs: Math.ceil(high) + 1};
}

/** Servers of time, and what they tell strangers of themselves. */
export const ntpServers = defineOutsideProbe({
  fact: 'ntpServers',
  title: {en: 'Time servers (NTP) from outside', ja: '外部から見たNTPサーバ'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('UDP port', 'UDPポート'),
        version: int('NTP version', 'NTPのバージョン'),
        synchronised: flag('Synchronised', '時刻同期済み'),
        stratum: int('Stratum', '階層（stratum）'),
        reference: text('Reference', '参照元'),
        offsetLowMs: int('Clock offset, at least', '時刻のずれ（下限）', milliseconds),
        offsetHighMs: int('Clock offset, at most', '時刻のずれ（上限）', milliseconds),
        variables: flag('Tells its variables to strangers (mode 6)', '内部情報の照会（モード6）に応答'),
        software: textOrNull('Software as told by it', '通知されたソフトウェア'),
      }),
    ),
  }),
  outside: {
    dialogues: [ntpTimeDialogue, ntpVariablesDialogue],
    parse(answers) {
      const wires = [ntpTimeDialogue, ntpVariablesDialogue].map((dialogue) =>
        withoutSilent(answers, wiresOf(answers, [dialogue])),
      );
      const [times, variables] = wires;
      const told = serversOf(times ?? [], ({transcript}) => readNtpTime(transcript));
      const more = serversOf(variables ?? [], ({transcript}) => readNtpVariables(transcript));
      const servers = told.value.servers.map((server) => {
        const variable = more.value.servers.find(({port}) => port === server.port);
        return {
          ...withOffset(answers, server),
          variables: variable !== undefined,
          software: variable?.software ?? null,
        };
      });
      const [doubt] = [told, more].filter(({complete}) => !complete);
      return doubt === undefined ? whole({servers}) : partial({servers}, doubt.because);
    },
  },
});
