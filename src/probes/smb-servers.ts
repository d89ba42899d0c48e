import {z} from 'zod';
import type {Answers, WireTold} from '../model/probe.ts';
import {defineOutsideProbe, field, partial, whole} from '../model/probe.ts';
import {smb1Dialogue, smb2Dialects, smb2Dialogues} from './dialogues/smb.ts';
import {flag, int, texts} from './parse/fields.ts';
import {isSmb, readSmb1, readSmb2, type SmbOffer, type SmbTold} from './parse/smb.ts';

interface Offered {
  readonly port: number;
  readonly dialect: string;
  readonly told: SmbTold;
}

interface SmbServer extends SmbOffer {
  readonly port: number;
  readonly dialects: string[];
}

function offeredTo(answers: Answers): Offered[] {
  const of = (dialect: string, id: string, read: (told: WireTold) => SmbTold): Offered[] =>
    answers.wire(id).map((told) => ({port: told.port, dialect, told: read(told)}));
  return [
    ...of('1', smb1Dialogue.id, ({transcript}) => readSmb1(transcript)),
    ...smb2Dialects.flatMap(({name, number}) =>
      of(name, `smb-${name}`, ({transcript}) => readSmb2(transcript, number)),
    ),
  ];
}

/** The server at a port; null: one that takes no dialect of those that were offered. */
function serverAt(port: number, here: readonly Offered[]): SmbServer | null {
  const taken = here.flatMap(({dialect, told}) => (told.state === 'taken' ? [{dialect, offer: told.offer}] : []));
  const newest = taken.at(-1);
  return newest === undefined ? null : {port, dialects: taken.map(({dialect}) => dialect), ...newest.offer};
}

/** Which dialects of SMB a server takes, each offered over a connection of its own. */
export const smbServers = defineOutsideProbe({
  fact: 'smbServers',
  title: {en: 'File sharing (SMB) from outside', ja: '外部から見たファイル共有（SMB）'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        dialects: texts('Versions taken', '受け付けるバージョン'),
        signing: field(z.enum(['none', 'enabled', 'required']), 'Signing', '署名', {
          values: {
            none: {en: 'not offered', ja: '非対応'},
            enabled: {en: 'offered', ja: '任意'},
            required: {en: 'required', ja: '必須'},
          },
        }),
        encryption: flag('Encryption offered', '暗号化への対応'),
      }),
    ),
  }),
  outside: {
    dialogues: [smb1Dialogue, ...smb2Dialogues],
    parse(answers) {
      const offered = offeredTo(answers);
      const at = (port: number): Offered[] => offered.filter((each) => each.port === port);
      const all = [...new Set(offered.map(({port}) => port))].sort((a, b) => a - b);
      const found = all.filter((port) => isSmb(at(port).map(({told}) => told))).map((port) => serverAt(port, at(port)));
      const servers = found.filter((server) => server !== null);
      const unclear = servers.length < found.length || offered.some(({told}) => told.state === 'unclear');
      return unclear ? partial({servers}, 'timeout') : whole({servers});
    },
  },
});
