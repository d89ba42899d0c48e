// Japanese words that may stand in CSV cells, and the code each means. Systems: guideline table 3-3.

const kinds: Readonly<Record<string, string>> = {
  サーバ: 'server',
  サーバー: 'server',
  端末: 'terminal',
  業務端末: 'terminal',
  ネットワーク機器: 'network-device',
  制御用PC: 'control-pc',
  制御用パソコン: 'control-pc',
  監視制御端末: 'control-pc',
  制御装置: 'controller',
  コントローラ: 'controller',
  コントローラー: 'controller',
};

const systems: Readonly<Record<string, string>> = {
  浄水場の監視制御システム: 'monitoring-control',
  監視制御システム: 'monitoring-control',
  ポンプ場の運転システム: 'pump-operation',
  水運用システム: 'water-distribution',
  管路情報システム: 'pipeline-information',
  電子ファイリングシステム: 'electronic-filing',
  給水台帳システム: 'service-ledger',
  設備管理システム: 'facility-management',
  '設計・積算システム': 'design-estimation',
  管網解析システム: 'pipe-network-analysis',
  '検針/水道料金システム': 'metering-billing',
  財務会計システム: 'financial-accounting',
  資産管理システム: 'asset-management',
  人事管理システム: 'personnel',
  文書管理システム: 'document-management',
};

const exposures: Readonly<Record<string, string>> = {
  インターネット: 'internet',
  インターネット公開: 'internet',
  関係機関: 'partner',
  外部接続: 'partner',
  庁内: 'office',
  所内: 'office',
  庁内のみ: 'office',
  隔離: 'isolated',
  閉域: 'isolated',
  独立: 'isolated',
};

const ways: Readonly<Record<string, string>> = {
  ローカル: 'local',
  外部: 'nmap',
  外部確認: 'nmap',
  キット: 'kit',
  オフライン: 'kit',
};

const levels: Readonly<Record<string, string>> = {低: '1', 中: '2', 高: '3'};

const consents: Readonly<Record<string, string>> = {
  同意: 'granted',
  承諾: 'granted',
  拒否: 'declined',
  不同意: 'declined',
  回答待ち: 'pending',
  未回答: 'pending',
};

export const vocabularies = {kinds, systems, exposures, ways, levels, consents} as const;
export type Vocabulary = keyof typeof vocabularies;

/** Folds width, case and blanks, so that ｻｰﾊﾞ, 制御用ＰＣ and 設計･積算 are found. */
function fold(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();
}

/** The code that a cell means. Latin words are taken for codes; null for a Japanese word that is not known. */
export function translate(vocabulary: Vocabulary, word: string): string | null {
  const folded = fold(word);
  const known = Object.entries(vocabularies[vocabulary]).find(([japanese]) => fold(japanese) === folded);
  if (known) return known[1];
  return /^[\u0020-\u007e]*$/u.test(folded) ? folded : null;
}
