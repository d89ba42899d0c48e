import {kitFormat} from '../../model/kit.ts';
import type {WindowsScriptInput} from '../windows/write.ts';
import {identity, routines} from './collector.ts';
import {beginning, ending, front, speakers, speech} from './front.ts';
import {linesFor} from './lines.ts';
import {stepsOf} from './steps.ts';

const head = ({id, tool, questions}: WindowsScriptInput): string[] => [
  '@echo off',
  'rem Mizumori: offline kit for Windows XP and later, Server 2003 and later',
  `rem kit ${id}, questions ${questions}`,
  'rem It reads; it writes one answer file beside itself, and nothing else.',
  'rem mizumori-kit-windows-legacy.bat [/yes] [/ja] [/en]',
  'setlocal EnableExtensions DisableDelayedExpansion',
  `set "KIT=${id}"`,
  `set "TOOL=${tool}"`,
  `set "QUESTIONS=${questions}"`,
];

const identityRoutines = identity.flatMap(([slot, line]) => [
  `:q${slot}_0`,
  `call :begin ${slot} 0`,
  `${line} >>"%O%" 2>&1`,
  'set "E=%ERRORLEVEL%"',
  'goto end',
]);

/** The text of the collector; in cp932 a Japanese cmd.exe reads it right. */
export function batchScript(input: WindowsScriptInput): string {
  const {asks, questionLines, titles} = input;
  const parts = asks.map((ask, slot) => linesFor(stepsOf(ask) ?? [], String(slot)));
  const lines = [
    ...head(input),
    ...front,
    ...beginning(kitFormat, questionLines),
    ...identity.map(([slot]) => `call :q${slot}_0 ${slot} 0`),
    ...parts.flatMap(({calls}) => calls),
    ...ending,
    ...routines.split('\n'),
    ...identityRoutines,
    ...parts.flatMap(({routines: own}) => own),
    ...speakers,
    ...speech(
      'en',
      titles.map(({en}) => en),
    ),
    ...speech(
      'ja',
      titles.map(({ja}) => ja),
    ),
  ];
  return `${lines.join('\r\n')}\r\n`;
}
