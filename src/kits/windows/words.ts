import type {Bilingual} from '../../model/text.ts';

/** What the collectors for Windows say, by name. */
export const words = {
  reads: {
    en: 'This kit reads the settings of this computer and writes them into one file beside itself. It changes nothing, installs nothing and uses no network. It reads:',
    ja: 'このキットは、このコンピューターの設定を読み取り、キットと同じフォルダーに1個のファイルとして書き出します。設定の変更、インストール、ネットワークの利用は行いません。読み取る内容:',
  },
  asUser: {
    en: 'Not run as administrator: what only administrators can read will be missing.',
    ja: '管理者として実行されていません。管理者だけが読める内容は取得されません。',
  },
  sensitive: {
    en: 'SENSITIVE: the answer file may hold passwords that stand in settings, and everybody who can open this folder can read it. Keep the stick locked away, and delete the file once it has been imported. Passwords are taken out when it is imported.',
    ja: '取扱注意: 結果ファイルには、設定中のパスワードが含まれることがあります。このフォルダーを開ける人はだれでも読めます。USBメモリーは施錠して保管し、取り込み後に結果ファイルを削除してください。パスワードは取り込みのときに取り除かれます。',
  },
  goOn: {en: 'Go on? [y/N]', ja: '実行しますか? [y/N]'},
  notGone: {en: 'Nothing was read.', ja: '何も読み取っていません。'},
  done: {en: 'Done. The answer file:', ja: '完了しました。結果ファイル:'},
  note: {
    en: 'Write this number down beside the signature: the import shows the same one.',
    ja: 'この番号を記録し、署名に添えてください。取り込み時に同じ番号が表示されます。',
  },
  noHash: {
    en: 'This Windows cannot tell the SHA-256 of the file: the import shows it.',
    ja: 'このWindowsではファイルのSHA-256を表示できません。取り込み時に表示されます。',
  },
  noFolder: {
    en: 'Cannot write here. Copy the kit into a folder that can be written to:',
    ja: 'ここには書き込めません。書き込めるフォルダーにキットをコピーしてください:',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What only the collector for cmd.exe says. */
export const batchWords = {
  wmic: {
    en: 'On Windows XP and Server 2003, Windows itself sets up its program wmic when it is used for the first time.',
    ja: 'Windows XPとServer 2003では、wmicを初めて使うときに、Windows自身がwmicの初期設定を行います。',
  },
  bits: {
    en: 'This is the 32-bit command prompt, which is shown another registry. Run the kit with the 64-bit one.',
    ja: '32ビット版のコマンドプロンプトです。別のレジストリが見えるため、64ビット版で実行してください。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What only the collector for PowerShell says. */
export const powershellWords = {
  failed: {
    en: 'Not finished (is the disk full?). What was read so far stands in',
    ja: '最後まで実行できませんでした（空き容量を確認してください）。ここまでの結果のファイル:',
  },
  every: {
    en: 'Every question: run it with -Show.',
    ja: 'すべての質問は -Show で表示できます。',
  },
  denied: {
    en: 'Questions that Windows denied; run the kit as administrator to have them answered:',
    ja: 'Windowsに拒否された質問の数（管理者として実行すると取得できます）:',
  },
  needsYes: {en: 'Nobody to ask: use -Yes.', ja: '確認のための画面がありません。-Yes を付けて実行してください。'},
  notWindows: {en: 'This kit is for Windows.', ja: 'このキットはWindows用です。'},
  bits: {
    en: 'This is the 32-bit PowerShell, which is shown another registry. Run the kit with the 64-bit one:',
    ja: '32ビット版のPowerShellです。別のレジストリが見えるため、64ビット版で実行してください:',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
