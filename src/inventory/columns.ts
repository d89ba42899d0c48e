import {fold} from '../tables/text.ts';
import type {Vocabulary} from './values.ts';

/**
 * How a cell is read. `text`: as written. `ascii`: full-width letters and digits become half-width.
 * `texts`, `asciis`: several of them. `versions`: packages with the versions they may have. A vocabulary: Japanese words or the codes.
 */
export type CellKind = 'text' | 'ascii' | 'texts' | 'asciis' | 'patterns' | 'versions' | Vocabulary;

export interface Column {
  /** Where the value goes in the asset; `access.…` goes into the way in that the row describes. */
  readonly path: readonly string[];
  readonly kind: CellKind;
}

interface Heading extends Column {
  readonly headers: readonly string[];
}

function column(path: string, kind: CellKind, ...headers: readonly string[]): Heading {
  return {path: path.split('.'), kind, headers: [path, ...headers]};
}

const headings: readonly Heading[] = [
  column('id', 'ascii', '資産ID'),
  column('kind', 'kinds', '種別', '資産種別'),
  column('zone', 'ascii', '区画', 'ゾーン'),
  column('address', 'ascii', 'アドレス', 'IPアドレス', 'ホスト名'),
  column('platform', 'ascii', 'プラットフォーム'),
  column('group', 'asciis', 'groups', 'グループ'),
  column('name', 'text', '名称', '資産名'),
  column('assetNo', 'text', '資産番号', '管理番号'),
  column('location', 'text', '設置場所'),
  column('vendor', 'text', 'メーカー', 'メーカ', '製造者'),
  column('model', 'text', '型式', '型番'),
  column('serial', 'text', '製造番号', 'シリアル番号'),
  column('manager', 'text', '管理者', '管理部署'),
  column('users', 'texts', 'user', '利用者'),
  column('system', 'systems', 'システム'),
  column('data.confidentiality', 'levels', 'confidentiality', '機密性'),
  column('data.integrity', 'levels', 'integrity', '完全性'),
  column('data.availability', 'levels', 'availability', '可用性'),
  column('exposure', 'exposures', '公開範囲'),
  column('loadGroup', 'ascii', '負荷グループ'),
  column('consent.status', 'consents', 'consent', '同意', 'ベンダ同意'),
  column('consent.by', 'text', '回答者'),
  column('consent.until', 'ascii', '回答期限', '有効期限'),
  column('consent.document', 'text', '回答文書'),
  column('services.allow', 'asciis', 'services', '許可サービス'),
  column('software.allow', 'patterns', 'software', '許可ソフト'),
  column('software.deny', 'patterns', '禁止ソフト'),
  column('ordered.document', 'text', '発注仕様書', '仕様書'),
  column('ordered.delivered', 'ascii', 'delivered', '納入日', '納品日'),
  column('ordered.os', 'patterns', '発注OS'),
  column('ordered.versions', 'versions', '発注バージョン', '発注版数'),
  column('ordered.accounts', 'asciis', '発注アカウント'),
  column('ordered.timeSources', 'asciis', '時刻源', '時刻同期先'),
  column('ordered.antivirus', 'asciis', 'ウイルス対策', '発注ウイルス対策'),
  column('installed.os', 'text', '導入OS', '搭載OS'),
  column('installed.firmware', 'ascii', 'firmware', 'ファームウェア', 'ファームウェア版数'),
  column('installed.endOfSupport', 'ascii', 'endOfSupport', 'サポート期限', 'サポート終了日'),
  column('installed.asOf', 'ascii', 'asOf', '確認日'),
  column('identity.serial', 'text', '識別用製造番号'),
  column('identity.machineId', 'ascii', 'machineId', '機器識別子'),
  column('identity.macs', 'asciis', 'mac', 'macs', 'MACアドレス'),
  column('formerIds', 'asciis', '旧資産ID', '旧ID'),
  column('controlProtocols.read', 'asciis', 'controlProtocols', '制御プロトコル'),
  column('controlProtocols.by', 'text', '読み取り承諾者'),
  column('controlProtocols.until', 'ascii', '読み取り承諾期限'),
  column('controlProtocols.document', 'text', '読み取り承諾文書'),
  column('access.via', 'ways', 'via', '接続方法'),
  column('access.port', 'ascii', 'port', 'ポート'),
  column('access.credential', 'ascii', 'credential', '認証情報'),
  column('access.jump', 'asciis', 'jump', '踏み台'),
  column('access.legacy', 'asciis', 'legacy', '旧式アルゴリズム'),
  column('access.enable', 'text', 'enable', '特権パスワード参照'),
  column('access.ports', 'ascii', 'ports', '確認ポート'),
  column('access.tool', 'ascii', 'tool', '確認ツール'),
  column('access.services', 'asciis', '確認サービス'),
];

const notes = ['note', 'notes', 'remarks', '備考', 'メモ'];

const byHeader = new Map(
  headings.flatMap((heading) => heading.headers.map((header) => [fold(header), heading] as const)),
);

/** Every header that is understood, for the did-you-mean. */
export const headers: readonly string[] = headings.flatMap((heading) => heading.headers);

/** Column of a header; null when it is unknown. */
export function columnOf(header: string): Column | null {
  return byHeader.get(fold(header)) ?? null;
}

/** Columns for people: notes, and everything that begins with `#`. */
export function isNote(header: string): boolean {
  return /^[#＃]/u.test(header.trim()) || notes.includes(fold(header));
}
