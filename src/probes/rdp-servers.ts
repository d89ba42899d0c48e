import {z} from 'zod';
import {defineOutsideProbe, partial, whole} from '../model/probe.ts';
import {rdpDialogues} from './dialogues/rdp.ts';
import {flag, int} from './parse/fields.ts';
import {readRdp, type RdpAnswer} from './parse/rdp.ts';
import {serversOf, wiresOf} from './parse/told.ts';

type Way = keyof typeof rdpDialogues;
type Spoken = RdpAnswer & {readonly port: number};

interface RdpServer {
  readonly port: number;
  readonly standard: boolean;
  readonly tls: boolean;
  readonly nla: boolean;
  readonly nlaRequired: boolean;
}

/** What a port takes, where it answered all three requests. */
function serverAt(port: number, spoken: Readonly<Record<Way, readonly Spoken[]>>): RdpServer | null {
  const at = (way: Way): Spoken | undefined => spoken[way].find((each) => each.port === port);
  const [plain, tls, nla] = [at('standard'), at('tls'), at('nla')];
  if (plain === undefined || tls === undefined || nla === undefined) return null;
  const all = [plain, tls, nla];
  return {
    port,
    standard: all.some(({selected}) => selected === 'standard'),
    tls: all.some(({selected}) => selected === 'tls'),
    nla: all.some(({selected}) => selected === 'nla'),
    nlaRequired: plain.selected === null && tls.selected === null && tls.demands === 'nla',
  };
}

/** How a server of remote desktops lets its connections be secured. */
export const rdpServers = defineOutsideProbe({
  fact: 'rdpServers',
  title: {en: 'Remote desktop (RDP) from outside', ja: '外部から見たリモートデスクトップ（RDP）'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        standard: flag('Taken with RDP’s own encryption', 'RDP独自の暗号化での接続を受け付ける'),
        tls: flag('Taken with TLS alone', 'TLSのみでの接続を受け付ける'),
        nla: flag('Taken with network level authentication (NLA)', 'ネットワークレベル認証（NLA）に対応'),
        nlaRequired: flag('Network level authentication required', 'ネットワークレベル認証（NLA）が必須'),
      }),
    ),
  }),
  outside: {
    dialogues: Object.values(rdpDialogues),
    parse(answers) {
      const read = (way: Way) =>
        serversOf(wiresOf(answers, [rdpDialogues[way]]), ({transcript}) => readRdp(transcript));
      const told = {standard: read('standard'), tls: read('tls'), nla: read('nla')};
      const all = Object.values(told);
      const spoken = {
        standard: told.standard.value.servers,
        tls: told.tls.value.servers,
        nla: told.nla.value.servers,
      };
      const ports = [...new Set(all.flatMap(({value}) => value.servers.map(({port}) => port)))].sort((a, b) => a - b);
      const found = ports.map((port) => serverAt(port, spoken));
      const servers = found.filter((server) => server !== null);
      const doubt = all.find(({complete}) => !complete);
      return doubt === undefined && servers.length === found.length
        ? whole({servers})
        : partial({servers}, doubt?.because ?? 'unsupported');
    },
  },
});
