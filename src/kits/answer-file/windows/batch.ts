import {createHash} from 'node:crypto';
import type {Digested} from '../../bounded-file.ts';
import {refusal} from '../../refusal.ts';
import {checkFormat, damaged, endsEarly, headLines, headOf, type HeadLines} from '../head.ts';
import {batchAnswer} from './batch-answer.ts';
import {batchHost, localTime, outputsOf, startOf} from './batch-identity.ts';
import {batchFrames} from './frames.ts';
import type {WindowsParts} from './parts.ts';

/** Longer heads are none. */
const longestHead = 2_097_152;

const storedAnew = (): Error =>
  refusal(
    'was stored anew by an editor, or its line ends were changed on the way: copy it again as it is, on a stick or packed',
    'は、エディターで保存し直されたか、転送中に改行コードが変わっています。元のファイルをそのまま（USBメモリーで、または圧縮して）コピーし直してください',
  );

const changed = (): Error =>
  refusal(
    'was changed after it was written: nothing in it can be relied on; run the kit again',
    'は書き出された後に変更されているため、内容を確認できません。キットをもう一度実行してください',
  );

const untimed = (): Error =>
  refusal(
    'does not tell when it was written: run the kit again as an administrator',
    'から収集日時を読み取れません。管理者としてキットをもう一度実行してください',
  );

/** The head, and where the frames begin. @throws Refusal */
function headIn(bytes: Buffer): {readonly lines: HeadLines; readonly length: number} {
  const text = bytes.toString('latin1', 0, longestHead);
  if (/^\u00ff\u00fe|^\u00ef\u00bb\u00bf|^MIZUMORI-KIT \d{1,4}(?:\n|\r\r)/.test(text)) throw storedAnew();
  checkFormat(text.slice(0, 40).split('\r\n')[0] ?? '');
  const end = /\r\nhead (?<size>\d{1,9}) *\r\n/.exec(text);
  if (end === null) throw endsEarly();
  if (Number(end.groups?.['size']) !== end.index + 2) throw damaged();
  return {lines: headLines(text.slice(0, end.index).replaceAll('\r\n', '\n')), length: end.index + end[0].length};
}

/** Variables that paths are made of, by name in lower case. */
function environment({valuesOf}: HeadLines): Map<string, string> {
  const told = valuesOf('env').map((line) => line.split(/ (.*)/s, 2) as [string, string?]);
  const env = new Map(told.map(([name, value]) => [name.toLowerCase(), value ?? '']));
  const root = env.get('systemroot');
  return root === undefined ? env : env.set('windir', root);
}

interface Ending {
  readonly local: string;
  readonly answers: number;
}

/** The closing line; null: it is missing or damaged. @throws Refusal when the file is not as its own digest tells */
function endOf(bytes: Buffer, nonce: string): Ending | null {
  const digestAt = bytes.indexOf(`${nonce} sha256 `);
  const covered = digestAt === -1 ? bytes : bytes.subarray(0, digestAt);
  const said = bytes.toString('latin1', covered.length, covered.length + 2_000).split('\r\n');
  const digest = said
    .map((line) =>
      line
        .slice(nonce.length + ' sha256 '.length)
        .replaceAll(' ', '')
        .toLowerCase(),
    )
    .find((text) => /^[0-9a-f]{64}$/.test(text));
  if (digest !== undefined && createHash('sha256').update(covered).digest('hex') !== digest) throw changed();
  const at = covered.lastIndexOf(`${nonce} closed `);
  if (at === -1) return null;
  const line = covered.toString('latin1', at + nonce.length, at + 200);
  const found = /^ closed (?<answers>\d{1,6}) (?<size>\d{1,10}) (?<local>[^\r\n]{1,80})\r\n$/.exec(line)?.groups;
  if (found === undefined || Number(found['size']) !== at) return null;
  return {local: found['local'] ?? '', answers: Number(found['answers'])};
}

/**
 * Takes apart what the collector for cmd.exe wrote. There are no checksums within it: where that Windows can, it holds a digest of the
 * whole; each frame tells its length.
 * @throws Refusal for a file without a head that can be relied on, or that is not as its own digest tells
 */
export function batchParts(bytes: Buffer, digested: Digested): WindowsParts {
  const {lines, length} = headIn(bytes);
  const common = headOf(lines);
  const end = endOf(bytes, common.nonce);
  const codepage = Number(/\d{1,5}/.exec(lines.valuesOf('codepage')[0] ?? '')?.[0] ?? 0);
  const {runs, count} = batchFrames(bytes, common.nonce, length);
  const output = outputsOf(runs, codepage);
  const startedAt = startOf(lines.value('local', /^/), output);
  if (startedAt === null) throw untimed();
  const host = batchHost(output, lines.value('hostname', /^/));
  const context = {
    codepage,
    env: environment(lines),
    runOf: (slot: number, step: number) => runs.get(`${slot} ${step}`) ?? null,
  };
  return {
    ...digested,
    ...{head: {...common, startedAt, host, length}, elevated: lines.value('user', /^[01]$/) === '1'},
    finishedAt: end === null ? null : localTime(end.local, output),
    closed: end?.answers === count,
    answerTo: (slot, ask) => batchAnswer(slot, ask, context),
  };
}
