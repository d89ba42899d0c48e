import {z} from 'zod';
import {defineOutsideProbe, field} from '../model/probe.ts';
import type {Transcript} from '../model/transcript.ts';
import {communityDialogues, type CommunityDialogue} from './dialogues/snmp.ts';
import {int, text} from './parse/fields.ts';
import {withoutSilent} from './parse/silence.ts';
import {other, serversOf, speaks, wiresOf, type Told} from './parse/told.ts';
import {readCommunities} from './parse/snmp-wire.ts';

interface Answered {
  readonly asked: CommunityDialogue;
  readonly answers: ReadonlyMap<number, string>;
}

function answersIn(id: string, transcript: Transcript): Told<Answered> {
  const asked = communityDialogues.find(({dialogue}) => dialogue.id === id);
  const told = readCommunities(transcript);
  if (asked === undefined) return other;
  return told.state === 'speaks' ? speaks({asked, answers: told.server.answers}) : told;
}

function acceptedOf({asked: {version, requests}, answers, port}: Answered & {readonly port: number}) {
  return [...requests].flatMap(([id, community]) => {
    const description = answers.get(id);
    return description === undefined ? [] : [{port, version, community, description}];
  });
}

/** Well-known communities by which an agent answers. */
export const snmpCommunities = defineOutsideProbe({
  fact: 'snmpCommunities',
  title: {en: 'SNMP with well-known communities', ja: '既定のコミュニティ名によるSNMP'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('UDP port', 'UDPポート'),
        version: field(z.enum(['1', '2c']), 'Version', 'バージョン', {
          values: {1: {en: 'v1', ja: 'v1'}, '2c': {en: 'v2c', ja: 'v2c'}},
        }),
        community: text('Community', 'コミュニティ名'),
        description: text('sysDescr.0', 'sysDescr.0'),
      }),
    ),
  }),
  outside: {
    dialogues: communityDialogues.map(({dialogue}) => dialogue),
    parse(answers) {
      const dialogues = communityDialogues.map(({dialogue}) => dialogue);
      const wires = withoutSilent(answers, wiresOf(answers, dialogues));
      const {value, ...rest} = serversOf(wires, ({dialogue, transcript}) => answersIn(dialogue, transcript));
      return {...rest, value: {servers: value.servers.flatMap(acceptedOf)}};
    },
  },
});
