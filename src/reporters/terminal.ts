import pico from 'picocolors';
import type {Texts} from './text/catalogue.ts';
import {fill} from './text/fill.ts';
import {visible} from './text/visible.ts';
import {width} from '../model/width.ts';
import {fit, wrap} from './text/width.ts';
import type {ActionView} from './view/actions.ts';
import {linuxFamilies, type CommandView} from './view/finding.ts';
import type {ReportView} from './view.ts';

export interface TerminalOptions {
  /** Columns of the terminal. */
  readonly columns: number;
  /** False under `NO_COLOR`, or when the output is no terminal. */
  readonly color: boolean;
  /** Paths of the files written, in the order shown. */
  readonly files: readonly string[];
}

const topActions = 5;

type Paint = ReturnType<typeof pico.createColors>;

function indented(text: string, indent: string, columns: number): string[] {
  return wrap(visible(text), Math.max(20, columns - indent.length)).map((line) => indent + line);
}

/** `= severity 3 × asset 1.5 ÷ effort 2 × 4 + 2 more`: what the score beside the title is made of. */
function arithmetic({lines, moreLines}: ActionView, texts: Texts): string {
  const [line] = lines;
  const factors = (line?.terms ?? []).flatMap(({operator, short, value}) => [operator, short, value]);
  const terms = [...factors, line?.times ?? ''].filter((word) => word !== '').join(' ');
  const n = lines.length + moreLines.length - 1;
  return n > 0 ? fill(texts.terminal.arithmeticMore, {terms, n}) : fill(texts.terminal.arithmetic, {terms});
}

/** A command that only one family of Linux takes is told with its name: the host may be of another. */
function commandLines({platform, command}: CommandView): string[] {
  const name = linuxFamilies.includes(platform) ? `[${platform}] ` : '';
  return command.split('\n').map((line) => `${name}$ ${visible(line)}`);
}

function actionLines(action: ActionView, texts: Texts, columns: number, paint: Paint): string[] {
  const score = fill(texts.terminal.score, {score: action.score});
  const head = `${String(action.rank).padStart(2)}. `;
  const title = fit(
    visible(action.unmet === null ? action.title : `${action.unmet}${texts.value.colon}${action.title}`),
    Math.max(20, columns - head.length - width(score) - 4),
  );
  const gap = ' '.repeat(Math.max(2, columns - head.length - width(title) - width(score) - 1));
  const assets = [...action.assets.map(({text}) => text), ...(action.moreAssets === null ? [] : [action.moreAssets])];
  const facts = [action.when, `${texts.page.effort}${texts.value.colon}${action.effort}`, action.restarts];
  const [command] = action.commands.length === 1 ? action.commands : [];
  return [
    `${head}${paint.bold(title)}${gap}${score}`,
    ...indented(arithmetic(action, texts), '    ', columns),
    ...indented(action.text, '    ', columns),
    ...(action.parts === null ? [] : indented(action.parts.label, '    ', columns)),
    ...indented(`${facts.join(texts.value.separator)} | ${assets.join(texts.value.separator)}`, '    ', columns),
    ...(command === undefined ? [] : commandLines(command).map((line) => paint.cyan(`    ${line}`))),
  ];
}

function verdictLines(view: ReportView, columns: number, paint: Paint): string[] {
  const {code, word} = view.verdict;
  const text = fill(view.texts.terminal.verdict, {word, coverage: view.coverage.text});
  const tint = code === 'conforming' ? paint.green : code === 'nonconforming' ? paint.red : paint.yellow;
  return indented(text, '', columns).map((line) => paint.bold(tint(line)));
}

function countLines({counts, texts}: ReportView, columns: number): string[] {
  const parts = counts
    .filter(({count}) => count > 0)
    .map(
      ({word, count, note}) =>
        `${word} ${count}${note === null ? '' : `${texts.value.open}${note}${texts.value.close}`}`,
    );
  return indented(`${texts.terminal.counts}${texts.value.colon}${parts.join(texts.value.separator)}`, '', columns);
}

function gapLines({gaps, texts}: ReportView, columns: number): string[] {
  const rows = gaps.filter(({status}) => status === 'not-tested');
  return rows.flatMap(({word, count, places, subjects, act}) => {
    const {reasonCount} = texts.terminal;
    const line = fill(reasonCount, {reason: word, n: count, assets: subjects});
    return [
      ...indented(line, '  ', columns),
      ...indented(places.map(({link}) => link.text).join(texts.value.separator), '    ', columns),
      ...indented(`→ ${act}`, '    ', columns),
    ];
  });
}

/**
 * What to do first, on a terminal: top actions, outcomes, coverage, where the report lies. Ends with a newline.
 * Text from devices cannot move the cursor or turn the writing direction.
 */
export function terminalSummary(view: ReportView, {columns, color, files}: TerminalOptions): string {
  const {texts} = view;
  const paint = pico.createColors(color);
  const room = Math.max(40, Math.min(columns, 120));
  const top = view.actions.slice(0, topActions);
  const left = view.actions.length + (view.moreActions?.actions.length ?? 0) - top.length;
  const gaps = gapLines(view, room);
  const lines = [
    paint.bold(fit(`${texts.page.brand} | ${view.started.local} | ${visible(view.site)}`, room)),
    ...verdictLines(view, room, paint),
    ...indented(view.verdict.sentence, '', room),
    ...countLines(view, room),
    '',
    paint.bold(texts.terminal.actions),
    ...(top.length === 0
      ? [`  ${texts.terminal.noActions}`]
      : top.flatMap((action) => actionLines(action, texts, room, paint))),
    ...(left > 0 ? [`    ${fill(texts.terminal.more, {n: left})}`] : []),
    ...(gaps.length === 0 ? [] : ['', paint.bold(texts.terminal.notAssessed), ...gaps]),
    ...(files.length === 0 ? [] : ['', paint.bold(texts.terminal.files), ...files.map((file) => `  ${visible(file)}`)]),
  ];
  return `${lines.join('\n')}\n`;
}
