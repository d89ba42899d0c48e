import cliProgress from 'cli-progress';
import {troubleTeller, type Progress} from '../index.ts';
import type {Language} from '../model/text.ts';
import {counted, messages} from './messages.ts';

export interface ProgressView {
  readonly onProgress: (progress: Progress) => void;
  stop(): void;
}

const silent: ProgressView = {onProgress: () => undefined, stop: () => undefined};

/** What is under way, with how far the ports of an asset are. */
function currentOf(progress: Progress, language: Language): string {
  if (progress.kind !== 'ports') return progress.asset;
  return `${progress.asset} (${messages(language).portsDone} ${Math.floor(progress.share * 100)}%)`;
}

function bar(total: number, language: Language, stream: NodeJS.WriteStream): ProgressView {
  const text = messages(language);
  const view = new cliProgress.SingleBar(
    {
      format: ` {bar} {percentage}% | {value}/${counted(total, text.assetsDone)} | ! {troubles} | {current}`,
      hideCursor: true,
      clearOnComplete: true,
      stream,
    },
    cliProgress.Presets.shades_classic,
  );
  view.start(total, 0, {troubles: 0, current: ''});
  let troubles = 0;
  let done = 0;
  return {
    onProgress: (progress) => {
      if (progress.kind === 'finished') {
        done += 1;
        if (progress.trouble) troubles += 1;
      }
      view.update(done, {troubles, current: currentOf(progress, language)});
    },
    stop: () => view.stop(),
  };
}

/** One line an asset, for logs. Asset ids and reasons are ours: plain characters. */
function plainLines(total: number, language: Language, stream: NodeJS.WriteStream): ProgressView {
  const told = troubleTeller(language);
  let done = 0;
  return {
    onProgress: (progress) => {
      if (progress.kind !== 'finished') return;
      done += 1;
      const result = progress.trouble === null ? 'ok' : told(progress.trouble);
      stream.write(`[${done}/${total}] ${progress.asset} ${result}\n`);
    },
    stop: () => undefined,
  };
}

/** A live bar on a terminal, one line an asset elsewhere, nothing with `--quiet`. */
export function progressView(
  total: number,
  language: Language,
  quiet: boolean,
  stream: NodeJS.WriteStream = process.stderr,
): ProgressView {
  if (quiet) return silent;
  return stream.isTTY ? bar(total, language, stream) : plainLines(total, language, stream);
}
