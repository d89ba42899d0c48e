import type {Bilingual} from '../../model/text.ts';
import {windowsAskText} from '../../model/windows-ask.ts';
import {powershellFunctions, powershellLine} from '../../platforms/windows/program.ts';
import {collector} from './collector.ts';
import {front} from './front.ts';
import {powershellWords, words} from './words.ts';
import type {WindowsScriptInput} from './write.ts';

/** PowerShell takes typographic quotes for quotes as well. */
const quote = (text: string): string => `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
const list = (texts: readonly string[]): string => `@(\n${texts.map((text) => `  ${quote(text)}`).join('\n')}\n)`;

const language = (of: 'ja' | 'en', titles: readonly Bilingual[]): string => {
  const said = Object.entries({...words, ...powershellWords});
  const entries = said.map(([name, text]) => `    ${name} = ${quote(text[of])}`);
  return `$MzWords = @{\n${entries.join('\n')}\n}\n$MzTitles = ${list(titles.map((title) => title[of]))}`;
};

const head = ({
  id,
  tool,
  questions,
}: WindowsScriptInput): string => `# Mizumori (水守): offline kit for Windows / オフライン収集キット（Windows）
# kit ${id}, questions ${questions}
# It reads; it writes one answer file beside itself, and nothing else. / 読み取りだけを行い、結果ファイル1個だけを書き出します。
# Start it so / 実行方法: powershell -NoProfile -ExecutionPolicy Bypass -File mizumori-kit-windows.ps1
param([switch]$Yes, [switch]$Show, [string]$Lang)
$MzKit = ${quote(id)}
$MzTool = ${quote(tool)}
$MzQuestions = ${quote(questions)}
$MzSize = 0
$MzCount = 0
$MzDenied = 0
$MzBroken = 0`;

/** The text of the collector, with the line ends and the byte-order mark by which PowerShell 5.1 reads it right in Japanese. */
export function windowsScript(input: WindowsScriptInput): string {
  const {asks, questionLines, titles} = input;
  const put = asks.map((ask, index) => `  MzKeep @(${powershellLine(ask, index)})`);
  const text = [
    head(input),
    `$MzAsks = ${list(questionLines)}`,
    `$MzTexts = ${list(asks.map(windowsAskText))}`,
    `if (-not $Lang) { $Lang = "$((Get-UICulture).Name)" }`,
    `if ($Lang -match '^ja') {\n${language('ja', titles)}\n} else {\n${language('en', titles)}\n}`,
    'function MzSay($name) { Write-Host $MzWords[$name] }',
    powershellFunctions,
    collector,
    `function MzQuestions {\n${put.join('\n')}\n}`,
    front,
  ].join('\n');
  return `\ufeff${text.replaceAll('\n', '\r\n')}\r\n`;
}
