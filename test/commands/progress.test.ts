import {Writable} from 'node:stream';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {progressView} from '../../src/commands/progress.ts';
import type {Language} from '../../src/model/text.ts';

/** Stands in for stderr and keeps what is written to it. */
function stream(isTTY: boolean): {readonly stream: NodeJS.WriteStream; readonly text: () => string} {
  let text = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return {stream: Object.assign(sink, {isTTY, columns: 100}) as unknown as NodeJS.WriteStream, text: () => text};
}

const unreachable = {reason: 'unreachable', detail: 'no route'} as const;
const asset = '水質計-1';

/** Three assets, one of which cannot be reached; the third is still looked at. */
async function watch(isTTY: boolean, language: Language, quiet = false): Promise<{shown: string; left: string}> {
  const {stream: to, text} = stream(isTTY);
  const view = progressView(3, language, quiet, to);
  view.onProgress({kind: 'started', asset: 'a'});
  view.onProgress({kind: 'answered', asset: 'a', answers: 12});
  view.onProgress({kind: 'finished', asset: 'a', trouble: null});
  view.onProgress({kind: 'finished', asset: 'b', trouble: unreachable});
  view.onProgress({kind: 'ports', asset, share: 0.456});
  // The bar is drawn ten times a second.
  if (isTTY && !quiet) await sleep(300);
  const shown = text();
  view.stop();
  return {shown, left: text().slice(shown.length)};
}

test('a terminal gets a bar: share, assets done of all, troubles, and what is under way', async (t) => {
  const {shown, left} = await watch(true, 'en');
  t.regex(shown, /\u001b\[\?25l/, 'the cursor is hidden');
  t.regex(shown, / ░+ 0% \| 0\/3 /);
  t.regex(shown, / [█░]+ 66% \| 2\/3 [^|]+ \| ! 1 \| 水質計-1 \([^)]*45%\)/);
  t.false(shown.includes('\n'), 'it stays on its line');
  t.regex(left, /\u001b\[\?25h/, 'the cursor comes back');
});

test('nothing of the bar is left when it ends', async (t) => {
  const {left} = await watch(true, 'ja');
  t.false(left.includes('\n'), 'no line of it stays');
  const [drawn, cleared] = [left.lastIndexOf('█'), left.lastIndexOf('\u001b[2K')];
  t.true(cleared > drawn, JSON.stringify(left));
});

test('where there is no terminal each asset gets one line as it ends, and nothing else is written', async (t) => {
  t.is((await watch(false, 'en')).shown, '[1/3] a ok\n[2/3] b Unreachable: no route\n');
  const ja = await watch(false, 'ja');
  t.regex(ja.shown, /^\[1\/3\] a ok\n\[2\/3\] b 接続できない.*\n$/);
  t.is(ja.left, '');
});

test('quiet is quiet on both', async (t) => {
  for (const isTTY of [true, false]) t.deepEqual(await watch(isTTY, 'en', true), {shown: '', left: ''});
});
