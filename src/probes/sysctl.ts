import {z} from 'zod';
import {files, rootFiles} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import {network} from './asks/network.ts';
import {integer} from './parse/config-text.ts';
import {intOrNull, text, textOrNull, texts} from './parse/fields.ts';
import {untold, worstSettings} from './parse/interface-settings.ts';
import {sections} from './parse/network.ts';
import {reading} from './parse/reading.ts';
import {persistentSettings} from './parse/sysctl-files.ts';
import {openKeys, rootKeys, type SysctlKey} from './parse/sysctl-keys.ts';

const keys = {...openKeys, ...rootKeys};
type Name = keyof typeof keys;
const names = Object.keys(keys) as Name[];

function shape(): Record<Name, ReturnType<typeof intOrNull>> {
  const labelled = names.map((name) => [name, intOrNull(keys[name][1], keys[name][2])] as const);
  return Object.fromEntries(labelled) as Record<Name, ReturnType<typeof intOrNull>>;
}

const worst = (en: string, ja: string) =>
  z.object({
    value: intOrNull(`${en} (worst interface)`, `${ja} (最も弱いインターフェース)`),
    on: texts(`${en}: interfaces with that value`, `${ja}: 該当インターフェース`),
  });

const Sysctl = z.object({
  ...shape(),
  /**
   * What the kernel makes of `all` and of an interface together, for the interface that is worst off; `default` stands
   * for those that come later. null: the kernel has no such setting.
   */
  effective: z.object({
    acceptRedirects: worst('ICMP redirects accepted', 'ICMPリダイレクト受信'),
    sendRedirects: worst('ICMP redirects sent', 'ICMPリダイレクト送信'),
    acceptSourceRoute: worst('Source routing accepted', 'ソースルーティング受入'),
    rpFilter: worst('Reverse path filter', '逆経路フィルタ'),
    logMartians: worst('Impossible addresses logged', '不正送信元パケットの記録'),
    forwarding: worst('IPv4 forwarding', 'IPv4転送'),
    ipv6AcceptRedirects: worst('IPv6 redirects accepted', 'IPv6リダイレクト受信'),
    ipv6AcceptSourceRoute: worst('IPv6 source routing accepted', 'IPv6ソースルーティング受入'),
    ipv6AcceptRa: worst('IPv6 router advertisements accepted', 'IPv6ルータ広告の受入'),
    ipv6Disabled: worst('IPv6 disabled', 'IPv6無効'),
  }),
  corePattern: textOrNull('Core dump destination', 'コアダンプの出力先'),
  /** Settings of the fixed list whose value at the next boot is not the running one. */
  drift: z.array(
    z.object({
      key: text('Kernel setting', 'カーネル設定'),
      running: text('Running value', '現在値'),
      configured: text('Configured value', '設定ファイルの値'),
      file: text('Configured in', '設定ファイル'),
    }),
  ),
});

const corePattern = '/proc/sys/kernel/core_pattern';
const settingFiles = [
  '/etc/sysctl.d/*.conf',
  '/run/sysctl.d/*.conf',
  '/usr/lib/sysctl.d/*.conf',
  '/usr/local/lib/sysctl.d/*.conf',
  '/lib/sysctl.d/*.conf',
];
const pathOf = (key: SysctlKey): string => `/proc/sys/${key[0]}`;

/** Running kernel settings of a fixed list: null when the kernel has no such key. proc(5), sysctl.d(5). */
export const sysctl = defineProbe({
  fact: 'sysctl',
  title: {en: 'Kernel settings', ja: 'カーネル設定'},
  cost: 'cheap',
  schema: Sysctl,
  ask: {
    linux: [
      network,
      ...files(...Object.values(openKeys).map(pathOf), corePattern, '/etc/sysctl.conf', ...settingFiles),
      ...rootFiles(...Object.values(rootKeys).map(pathOf)),
    ],
  },
  parse(answers) {
    const read = reading(answers);
    const running = names.map((name) => {
      const file = read.file(pathOf(keys[name]));
      const value = integer(file?.text.trim());
      if (file !== null && value === null) read.doubt();
      return [name, value] as const;
    });
    const values = Object.fromEntries(running) as Record<Name, number | null>;
    const told = worstSettings(sections(read.command(network.id)?.text ?? '').settings);
    if (told === null) read.doubt();
    const pattern = read.file(corePattern)?.text.trim() ?? null;
    const configured = persistentSettings(read.files(...settingFiles), read.file('/etc/sysctl.conf'));
    const drift = names.flatMap((name) => {
      const key = keys[name][0].replaceAll('/', '.');
      const [value, setting] = [values[name], configured.get(key)];
      if (value === null || setting === undefined || setting.value === String(value)) return [];
      return [{key, running: String(value), configured: setting.value, file: setting.file}];
    });
    return read.result({...values, effective: told ?? untold, corePattern: pattern, drift});
  },
});
