import type {Bilingual} from '../../model/text.ts';

/** What the collector says, by the name of the shell function that says it. */
export const words = {
  reads: {
    en: 'This kit reads the settings of this computer and writes them into one file beside itself. It changes nothing, installs nothing and uses no network. It reads:',
    ja: 'このキットは、このコンピュータの設定を読み取り、キットと同じフォルダーに1個のファイルとして書き出します。設定の変更、インストール、ネットワークの利用は行いません。読み取る内容:',
  },
  every: {
    en: 'Every command and file: run it with --show.',
    ja: 'すべてのコマンドとファイルは --show で表示できます。',
  },
  takes: {en: 'It takes at most this many minutes:', ja: '所要時間は最長でも次のとおりです（分）:'},
  asUser: {
    en: 'Not run as root: what only root can read will be missing. (sudo sh KIT)',
    ja: 'root権限ではありません。rootだけが読める内容は取得されません。（sudo sh キット名）',
  },
  sensitive: {
    en: 'SENSITIVE: the answer file may hold passwords that stand in configuration files. Only its owner can read it; keep the stick locked away, and delete the file once it has been imported. Passwords are taken out when it is imported.',
    ja: '取扱注意: 結果ファイルには、設定ファイル中のパスワードが含まれることがあります。ファイルは所有者だけが読めます。USBメモリーは施錠して保管し、取り込み後に結果ファイルを削除してください。パスワードは取り込みのときに取り除かれます。',
  },
  fat: {
    en: 'On FAT or exFAT sticks everybody can read it.',
    ja: 'FAT・exFATのUSBメモリーでは、だれでも読める状態になります。',
  },
  goOn: {en: 'Go on?', ja: '実行しますか?'},
  notGone: {en: 'Nothing was read.', ja: '何も読み取っていません。'},
  needsYes: {en: 'Nobody to ask: use --yes.', ja: '確認のための端末がありません。--yes を付けて実行してください。'},
  stopped: {
    en: 'Stopped. What was read so far stands in',
    ja: '中止しました。ここまでの結果のファイル:',
  },
  failed: {
    en: 'Not finished (is the disk full?). What was read so far stands in',
    ja: '最後まで実行できませんでした（空き容量を確認してください）。ここまでの結果のファイル:',
  },
  done: {en: 'Done. The answer file:', ja: '完了しました。結果ファイル:'},
  note: {
    en: 'Write this number down beside the signature: the import shows the same one.',
    ja: 'この番号を記録し、署名に添えてください。取り込み時に同じ番号が表示されます。',
  },
  lacks: {en: 'This kit needs, and does not find:', ja: 'このキットに必要なものがありません:'},
  notFile: {en: 'Run the kit as a file: sh KIT', ja: 'キットをファイルとして実行してください: sh キット名'},
  noFolder: {
    en: 'Cannot write here. Copy the kit into a folder that can be written to:',
    ja: 'ここには書き込めません。書き込めるフォルダーにキットをコピーしてください:',
  },
  usage: {
    en: 'usage: sh KIT [--yes] [--show] [--lang ja|en]',
    ja: '使い方: sh キット名 [--yes] [--show] [--lang ja|en]',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
