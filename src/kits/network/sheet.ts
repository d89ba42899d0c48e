import type {CliText} from '../../model/plan.ts';
import type {Platform} from '../../model/platform.ts';

export interface SheetInput {
  readonly platform: Platform;
  readonly text: CliText;
  readonly id: string;
  readonly questions: string;
  readonly tool: string;
}

const enableLines = (command: string, wanted: number): readonly string[] => [
  `3. 特権モードに入ります（${command} を入力し、パスワードを入力します）。特権モードが必要な項目は${wanted}件です。`,
  '   入れない場合は、そのまま進めてください（該当の項目は「未確認」になります）。',
  `   Enter privileged mode (${command}, then its password): ${wanted} of the commands need it. Without it, go on all the same.`,
];

function steps({cli}: Platform, {asks}: CliText): string[] {
  const wanted = asks.filter(({privilege}) => privilege === 'root').length;
  const command = cli?.enable?.command;
  const pages = cli?.pager === null || cli?.pager === undefined ? [] : pagerLines;
  const enable =
    command === undefined || wanted === 0
      ? ['3. 手順4に進みます。 / Go on with step 4.']
      : enableLines(command, wanted);
  return [...opening, ...enable, ...pasting, ...pages, ...closing];
}

const opening = [
  '1. 端末ソフトで、ログの記録を始めます（Tera Term: ファイル→ログ、「プレインテキスト」と「タイムスタンプ」は外す。',
  '   PuTTY: Session→Logging→All session output）。1台につき1つのログにします。',
  '   Have the terminal program write a log: all output, with control characters, without time stamps. One log for one device.',
  '2. 機器にログインします（コンソールまたはSSH）。',
  '   Log in to the device, at its console or over SSH.',
];
const pasting = [
  '4. 下の線の間の行を、1行ずつ、または送信遅延（1行あたり1秒以上）を付けて貼り付けます。',
  '   前のコマンドの出力が終わってから次を送ります。線の間にないコマンドは入力しないでください。',
  '   Paste the lines between the rules, one by one, or with a delay of a second or more for each line. Type nothing else.',
];
const pagerLines = [
  '5. 途中で画面が止まったら、スペースキーで最後まで表示します（qやCtrl-Cで中断しない）。',
  '   Where the output stops at the end of a page, press space until all of it was shown; never leave it with q or Ctrl-C.',
];
const closing = [
  '6. ログの記録を終え、ファイルを取り込みます: mizumori import ログ.log --inventory 台帳.yaml --asset 資産ID',
  '   Close the log and import it: mizumori import FILE.log --inventory INVENTORY --asset ID',
];

/**
 * The text for a person at a terminal: what to do, then what to paste. It is read on Windows as well, so it has a byte order mark and
 * CR LF.
 */
export function commandSheet(input: SheetInput): string {
  const {platform, text, id, questions, tool} = input;
  const rule = '='.repeat(72);
  const lines = [
    `Mizumori（水守） 収集キット / offline kit: ${platform.title.ja} / ${platform.title.en} (${platform.id})`,
    `kit ${id}, questions ${questions}, ${tool}`,
    '',
    '読み取りだけを行い、設定は変更しません。画面の設定（改ページなど）はこの接続の間だけ有効です。',
    'It only reads and changes no configuration; settings of the terminal last for this session alone.',
    '取扱注意: ログには設定ファイル中のパスワードが含まれることがあります。取り込み後に削除してください。',
    'SENSITIVE: the log may hold passwords of the configuration. Delete it once it has been imported.',
    '',
    ...steps(platform, text),
    '',
    rule,
    ...text.start,
    ...text.asks.map(({run}) => run),
    ...text.finish,
    rule,
    '',
  ];
  return `\ufeff${lines.join('\r\n')}`;
}
