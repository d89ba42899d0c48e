import {z} from 'zod';
import {defineOutsideProbe, field, partial, whole} from '../model/probe.ts';
import {sshDialogue} from './dialogues/ssh.ts';
import {int, text, texts} from './parse/fields.ts';
import {readSsh} from './parse/ssh/server.ts';

const Server = z.object({
  port: int('Port', 'ポート'),
  banner: text('Identification', '識別文字列'),
  software: text('Software', 'ソフトウェア'),
  protocols: texts('Protocol versions', 'プロトコルバージョン'),
  kex: texts('Key exchanges offered', '提示する鍵交換方式'),
  hostKeys: texts('Host key algorithms offered', '提示するホスト鍵方式'),
  ciphers: texts('Ciphers offered', '提示する暗号方式'),
  macs: texts('MACs offered', '提示するメッセージ認証方式'),
  compression: texts('Compression offered', '提示する圧縮方式'),
});

/** What SSH servers offer to anybody who connects. */
export const sshServers = defineOutsideProbe({
  fact: 'sshServers',
  title: {en: 'SSH servers from outside', ja: '外部から見たSSHサーバ'},
  schema: z.object({servers: field(z.array(Server), 'SSH servers', 'SSHサーバ')}),
  outside: {
    dialogues: [sshDialogue],
    parse(answers) {
      const read = answers.wire(sshDialogue.id).map(({port, transcript}) => ({port, told: readSsh(transcript)}));
      const servers = read.flatMap(({port, told}) => (told.state === 'speaks' ? [{port, ...told.server}] : []));
      return read.some(({told}) => told.state === 'unclear') ? partial({servers}, 'timeout') : whole({servers});
    },
  },
});
