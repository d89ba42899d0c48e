import iconv from 'iconv-lite';
import type {WindowsAnswers} from '../../src/kits/kit.ts';
import {questionLine, questionsDigest, windowsQuestionsOf} from '../../src/kits/questions.ts';
import {putByBatch} from '../../src/kits/windows-legacy/lines.ts';
import {batchScript} from '../../src/kits/windows-legacy/script.ts';
import {windowsScript} from '../../src/kits/windows/script.ts';
import {cim, members, program, registry, type WindowsAsk} from '../../src/model/ask.ts';
import {kitTool} from './kit.ts';

const id = '0123456789abcdef';
const titles = [{en: 'Tests & more (100%)', ja: '試験の表示'}];

export const powershellAnswers = (asks: readonly WindowsAsk[]): WindowsAnswers => ({
  ...{form: 'powershell', asks: () => asks, putAs: () => null},
});

export const batchAnswers = (asks: readonly WindowsAsk[]): WindowsAnswers => ({
  ...{form: 'cmd', asks: () => asks, putAs: putByBatch},
});

/** What a collector of a test is made of. */
function partsFor(asks: readonly WindowsAsk[], {putAs}: WindowsAnswers) {
  const questions = windowsQuestionsOf(asks, putAs);
  const questionLines = questions.map(questionLine);
  return {id, tool: kitTool, questions: questionsDigest(questions), questionLines, asks, titles};
}

export const powershellKitFor = (asks: readonly WindowsAsk[]): string =>
  windowsScript(partsFor(asks, powershellAnswers(asks)));

export const batchKitFor = (asks: readonly WindowsAsk[]): Buffer =>
  iconv.encode(batchScript(partsFor(asks, batchAnswers(asks))), 'cp932');

/** Questions of every kind, of keys that are there and that are not. */
export const sampleAsks: readonly WindowsAsk[] = [
  registry('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', {values: ['ProductName', 'CurrentBuild']}),
  registry('HKLM\\SOFTWARE\\Mizumori Test', {id: 'tree', depth: 'tree'}),
  registry('HKLM\\SOFTWARE\\Mizumori Test', {
    id: 'children',
    depth: 'children',
    values: ['Level', 'Path', '(default)'],
  }),
  registry('HKLM\\SOFTWARE\\Mizumori Logon', {
    ...{id: 'hidden', values: ['AutoAdminLogon', 'Missing'], hidden: ['DefaultPassword', 'OtherPassword']},
  }),
  registry('HKLM\\SOFTWARE\\Policies\\Mizumori\\Not There\\At All'),
  registry('HKLM\\SOFTWARE\\Policies\\Mizumori Hidden', {values: ['A'], hidden: ['B']}),
  registry('HKU\\*\\Control Panel\\Desktop', {values: ['ScreenSaveActive', 'ScreenSaverIsSecure']}),
  cim('Win32_OperatingSystem', ['Caption', 'Version', 'LocalDateTime']),
  cim('Win32_Service', ['Name', 'State'], {where: "Name='EventLog' OR Name='Spooler'"}),
  cim('Win32_Mizumori', ['Name']),
  members('S-1-5-32-544'),
  program('netstat.exe -ano'),
  program('auditpol.exe /get /category:* /r'),
];
