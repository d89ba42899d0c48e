import type {Language} from '../../model/text.ts';

/** What evidence, facts and findings say in English of why something is not known, in Japanese. */
const japanese: Readonly<Record<string, string>> = {
  'what could be read does not decide it': '読み取れた内容だけでは判断できない',
  'the inventory does not say it': '台帳に書かれていない',
  'only a part could be seen': '一部しか読み取れなかった',
  'measured too coarsely to decide': '測定の幅が大きく、判断できない',
  'the platform has no such fact': 'この機種からの読み取りには対応していない',
  'it does not tell what it is, or no platform knows it': '機種を判別できない。対応機種であれば台帳の platform に書く',
  'the device refused the command': '機器がコマンドを受け付けなかった',
  'no approved plan: give one with --plan': '承認済みの計画が指定されていない（--plan で指定する）',
  'nmap closes connections with a reset: leave tool out': 'nmapは接続をRSTで切断するため使えない（toolの指定を外す）',
  'needs root': '管理者権限が必要',
  'the file cannot be read': 'ファイルを読み取れない',
  'owners of listening ports': '待ち受けポートの所有プロセス',
  'several SSH servers run with different options': '起動オプションの異なるSSHサーバが複数稼働している',
  'only files are read': '保存済みのファイルだけを読み取った',
  'no stored walk': '保存済みのSNMPの結果がない',
  'the scan was interrupted': '点検が中断された',
  'the answer did not end in time': '応答が時間内に終わらなかった',
  'the answer has no end': '応答が最後まで届かなかった',
  'the configuration is cut': '設定の出力が途中で切れている',
  'no evidence': '証跡がない',
  'it was not looked at from outside': '外部からの確認を行っていない',
  'no ARP, forwarding or neighbour table was read, and no range was searched':
    'ARPテーブル・MACアドレステーブル・隣接装置の情報が一つも読み取れておらず、アドレス範囲の探索も行っていない',
  'no network of any asset is known': 'どの機器のネットワークも分からない',
  'the agent shows no state of its time synchronisation (NTPv4-MIB)': 'SNMPで時刻同期の状態を取得できない（NTPv4-MIB）',
  'the agent shows no VRRP, link aggregation, power supplies or fans':
    'SNMPでVRRP・リンクアグリゲーション・電源・ファンの状態を取得できない',
  'the agent shows no power supplies': 'SNMPで電源ユニットの状態を取得できない',
  'the agent shows no software (HOST-RESOURCES-MIB)': 'SNMPでソフトウェアの一覧を取得できない（HOST-RESOURCES-MIB）',
  'the agent shows no routes (IP-FORWARD-MIB)': 'SNMPで経路表を取得できない（IP-FORWARD-MIB）',
  'the agent shows no forwarding table (BRIDGE-MIB)': 'SNMPでMACアドレステーブルを取得できない（BRIDGE-MIB）',
  'the agent shows no VLANs (Q-BRIDGE-MIB)': 'SNMPでVLANを取得できない（Q-BRIDGE-MIB）',
  'the agent shows no ARP table (IP-MIB)': 'SNMPでARPテーブルを取得できない（IP-MIB）',
  'the agent shows neither LLDP-MIB nor CDP': 'SNMPで隣接装置の情報を取得できない（LLDP-MIB・CDP）',
  'the agent shows no state of a UPS': 'SNMPで無停電電源装置の状態を取得できない',
  'the agent tells no date and time (hrSystemDate)': 'SNMPで日時を取得できない（hrSystemDate）',
  'the agent tells its time without a time zone': 'SNMPの日時にタイムゾーンがない',
  'no state of a LAN interface was understood': 'LANインタフェースの状態を解釈できない',
  'time or time zone not understood': '時刻またはタイムゾーンを解釈できない',
  'no time, or no time zone': '時刻またはタイムゾーンがない',
};

const openEnded: readonly (readonly [start: string, rest: (end: string) => string])[] = [
  [
    'sshd is started with an option that is not read: ',
    (option) => `SSHサーバの起動オプション「${option}」には対応していない`,
  ],
  ['no end of support is known for ', (name) => `${name}のサポート期限が分からない`],
];

/** What a plan says of a way that is not taken, with names and numbers in it. */
const refusals: readonly (readonly [form: RegExp, told: (first: string, second: string) => string])[] = [
  [/^port (\d{1,5}) belongs to a control protocol$/, (port) => `ポート${port}`],
  [/^(\S{1,255}) is the controller (\S{1,64})$/, (address, id) => `${address}は制御装置${id}`],
  [/^policy ([\w.-]{1,64})$/, (id) => `方針${id}`],
  [/^(\S{1,64}): policy ([\w.-]{1,64})$/, (range, id) => `${range}、方針${id}`],
  [/^leave ended on (\d{4}-\d{2}-\d{2})$/, (day) => `期限は${day}`],
  [/^no platform for ([a-z-]{1,32})$/, (kind) => `種別${kind}`],
  [/^no platform (\S{1,64})$/, (id) => `機種${id}`],
];

/** Every reason, or beginning of one, that has Japanese words. */
export const knownDetails: readonly string[] = [...Object.keys(japanese), ...openEnded.map(([start]) => start)];

/** A detail in the language of the reader, where its words are known; else as it is. */
export function detailText(detail: string, language: Language): string {
  if (language === 'en') return detail;
  if (Object.hasOwn(japanese, detail)) return japanese[detail] ?? detail;
  const found = openEnded.find(([start]) => detail.startsWith(start));
  if (found !== undefined) return found[1](detail.slice(found[0].length));
  for (const [form, told] of refusals) {
    const [whole, first = '', second = ''] = form.exec(detail) ?? [];
    if (whole !== undefined) return told(first, second);
  }
  return detail;
}
