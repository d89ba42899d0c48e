import {flag, int, text, texts} from './fields.ts';

/** What is told alike of every server that greets with a line of text. */
export const greetingFields = {
  port: int('Port', 'ポート'),
  encrypted: flag('TLS from the start', '接続時からTLSを使用'),
  greeting: text('Greeting', '応答メッセージ'),
  namesProduct: flag('Greeting names product or system', '応答メッセージに製品名・OS名を表示'),
  versions: texts('Versions in the greeting', '応答メッセージに表示されたバージョン'),
};
