import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {PowerShellLine} from '../../src/model/plan.ts';
import type {AnswerState} from '../../src/transports/powershell/frames.ts';

export interface FakeAnswer {
  readonly state?: AnswerState;
  readonly exitCode?: number;
  readonly text?: string;
  /** It never comes. */
  readonly hangs?: boolean;
}

export interface FakeWindows {
  /** What OpenSSH for Windows starts: registry value DefaultShell. */
  readonly shell: 'cmd' | 'powershell' | 'sh';
  readonly elevated?: boolean;
  /** `utf16`: every byte is followed by a zero. */
  readonly encoding?: 'ascii' | 'utf16';
  /** Written to stdout before anything, in hexadecimal: a banner in some code page. */
  readonly banner?: string;
  /** Written to stdout between any two answers, in hexadecimal. */
  readonly noise?: string;
  /** Stops in the middle of the answer with this index, and ends. */
  readonly endsIn?: number;
  /** By index of the question; those that are left out are never answered. */
  readonly answers: Readonly<Record<number, FakeAnswer>>;
}

/** Makes text printable ASCII as the PowerShell program does. */
export function escapeText(text: string): string {
  return text.replaceAll(/[^ -\]_-~]/g, (letter) =>
    letter === '\n' ? '^n' : `^${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Lines that answer one question, with `NONCE` in place of the marker. */
export function answerLines(index: number, {state = 'ok', exitCode = 0, text = ''}: FakeAnswer): string[] {
  const escaped = escapeText(text);
  const pieces = escaped.match(/.{1,72}/g) ?? [];
  return [...pieces.map((piece) => `.${piece}`), `NONCE answer ${index} ${state} ${exitCode} ${escaped.length}`];
}

/** What runs as the login shell: it says what the real one says, and plays PowerShell for the program that comes on stdin. */
const player = `
import {readFileSync, writeSync} from 'node:fs';
const windows = JSON.parse(readFileSync(new URL('windows.json', import.meta.url), 'utf8'));
const say = (text) => {
  const bytes = Buffer.from(text, 'latin1');
  writeSync(1, windows.encoding === 'utf16' ? Buffer.from(text, 'utf16le') : bytes);
};
const raw = (hex) => hex && writeSync(1, Buffer.from(hex, 'hex'));
const command = process.argv[3] ?? '';
if (command.startsWith('echo ')) {
  raw(windows.banner);
  if (windows.shell === 'cmd') say('C:\\\\Windows\\\\system32\\\\cmd.exe $PSHOME\\r\\n');
  else if (windows.shell === 'powershell') say('%COMSPEC%\\r\\nC:\\\\Windows\\\\System32\\\\WindowsPowerShell\\\\v1.0\\r\\n');
  else say('%COMSPEC% \\n');
  process.exit(0);
}
const wanted = windows.shell === 'cmd' ? /^powershell -NoProfile -NonInteractive -Command "Invoke-Expression/ : /^Invoke-Expression/;
if (!wanted.test(command)) process.exit(9);
const script = readFileSync(0, 'utf8');
const nonce = /^\\$MzNonce = '([0-9a-f]+)'/.exec(script)[1];
writeSync(2, '#< CLIXML\\r\\n<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"></Objs>');
const line = (text) => say(text.replaceAll('NONCE', nonce) + '\\r\\n');
raw(windows.banner);
line('NONCE hello 5.1.26100.1 ' + (windows.mode ?? 'FullLanguage') + ' ' + (windows.elevated ? 1 : 0));
for (const [, index] of script.matchAll(/^Mz(?:Registry|Users|Cim|Members|Program) (\\d+) /gm)) {
  const answer = windows.answers[index];
  if (answer === undefined) continue;
  if (answer.hangs) await new Promise((resolve) => setTimeout(resolve, 60_000));
  if (windows.endsIn === Number(index)) {
    line(answer.lines[0]);
    process.exit(0);
  }
  raw(windows.noise);
  for (const text of answer.lines) line(text);
}
line('NONCE bye');
`;

/** Writes a login shell that plays a Windows; returns its path. `folder` must be one that the account can read. */
export function writeFakeWindows(folder: string, windows: FakeWindows): string {
  const answers = Object.fromEntries(
    Object.entries(windows.answers).map(([index, answer]) => [
      index,
      {hangs: answer.hangs ?? false, lines: answerLines(Number(index), answer)},
    ]),
  );
  writeFileSync(join(folder, 'windows.json'), JSON.stringify({...windows, answers}));
  writeFileSync(join(folder, 'player.mjs'), player);
  const shell = join(folder, 'shell');
  writeFileSync(shell, `#!/bin/sh\nexec '${process.execPath}' '${join(folder, 'player.mjs')}' "$@"\n`);
  for (const name of ['windows.json', 'player.mjs', 'shell']) chmodSync(join(folder, name), 0o755);
  return shell;
}

/** Answers by the ids of their questions, as `FakeWindows` wants them. */
export function answersById(
  lines: readonly PowerShellLine[],
  byId: Readonly<Record<string, FakeAnswer>>,
): Record<number, FakeAnswer> {
  return Object.fromEntries(
    lines.flatMap(({index, ask}) => {
      const answer = byId[ask.id];
      return answer === undefined ? [] : [[index, answer] as const];
    }),
  );
}
