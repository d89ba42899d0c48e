import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {flag, flagOrNull, text, textOrNull} from './parse/fields.ts';
import {reading} from './parse/reading.ts';
import {nfsExports, sambaSettings} from './parse/shares.ts';

const Shares = z.object({
  exports: z.array(
    z.object({
      path: text('Exported folder', '公開ディレクトリ'),
      client: text('Client', '公開先'),
      anyClient: flag('Open to every host', '全ホストに公開'),
      readOnly: flag('Read only', '読み取り専用'),
      rootSquash: flag('Root of clients mapped', 'root権限の制限 (root_squash)'),
      secure: flag('Privileged ports only', '特権ポートのみ'),
    }),
  ),
  samba: z.object({
    installed: flag('Samba server installed', 'Sambaサーバー導入済み'),
    running: flagOrNull('Running', '稼働'),
    mapToGuest: textOrNull('Unknown users become guests', '未登録ユーザーのゲスト扱い (map to guest)'),
    minProtocol: textOrNull('Oldest protocol', '最低プロトコル'),
    signing: textOrNull('Signing', '署名'),
    encryption: textOrNull('Encryption', '暗号化'),
    shares: z.array(
      z.object({
        name: text('Share', '共有名'),
        path: textOrNull('Folder', 'ディレクトリ'),
        guestOk: flag('Without password', 'パスワードなしで利用可'),
        readOnly: flag('Read only', '読み取り専用'),
        printable: flag('Printer', 'プリンター'),
        hostsAllow: textOrNull('Allowed hosts', '接続許可ホスト'),
      }),
    ),
  }),
});

const exportFiles = '/etc/exports.d/*.exports';
const smbConf = '/etc/samba/smb.conf';

/** Files shared with other hosts: exports(5), smb.conf(5). */
export const shares = defineProbe({
  fact: 'shares',
  title: {en: 'File shares', ja: 'ファイル共有'},
  cost: 'cheap',
  schema: Shares,
  ask: {linux: [processesAsk, ...files('/etc/exports', exportFiles, smbConf)]},
  parse(answers) {
    const read = reading(answers);
    const present = read.programs();
    const tables = [read.file('/etc/exports'), ...read.files(exportFiles)].filter((file) => file !== null);
    const installed = present.installed('smbd');
    const file = installed ? read.file(smbConf) : null;
    const {includes, ...samba} = sambaSettings(file?.text ?? '');
    // It runs from elsewhere, by a file that is elsewhere too.
    if (includes || (file === null && (installed || present.running('smbd') !== false))) read.doubt();
    // Its exports stand elsewhere.
    if (present.running('ganesha.nfsd') !== false) read.doubt();
    return read.result({
      exports: tables.flatMap((file) => nfsExports(file.text)),
      samba: {installed, running: installed ? present.running('smbd') : false, ...samba, shares: [...samba.shares]},
    });
  },
});
