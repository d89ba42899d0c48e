import {z} from 'zod';
import {field} from '../probe.ts';

/** LanMgr-Mib-II-MIB, which the SNMP service of Windows shows: names as people see them there, in the language of that Windows. */
export const WindowsLanManager = z.object({
  services: field(
    z.array(
      z.object({
        name: field(z.string(), 'Service', 'サービス'),
        running: field(z.boolean(), 'Running', '稼働', {
          values: {true: {en: 'running', ja: '実行中'}, false: {en: 'paused', ja: '一時停止'}},
        }),
      }),
    ),
    'Services',
    'サービス',
  ),
  users: field(z.array(z.string()), 'User accounts', 'ユーザーアカウント'),
  shares: field(
    z.array(
      z.object({
        name: field(z.string(), 'Share', '共有名'),
        path: field(z.string().nullable(), 'Path', 'パス'),
      }),
    ),
    'Shares',
    '共有',
  ),
});
export type WindowsLanManager = z.infer<typeof WindowsLanManager>;
