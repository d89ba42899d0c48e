import {createHash} from 'node:crypto';
import Handlebars from 'handlebars';
import type {Language} from '../model/text.ts';
import type {Templates} from './html/templates.ts';
import {limits, type ReportDeps, type ReportInput, type Reporter} from './input.ts';
import {isDetailed} from './view/common.ts';
import {subjectView, type SubjectFrame} from './view/subject.ts';
import {surveyOf} from './view/survey.ts';
import {buildView, contextOf} from './view.ts';

export const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded, sent or framed; only the report's own style and script run, known by their hashes. */
function policyOf({css, script}: Templates): string {
  const own = `style-src ${sha256(css)}; script-src ${sha256(script)}`;
  return `default-src 'none'; ${own}; base-uri 'none'; form-action 'none'`;
}

/** Style and script are this package's own files; a closing tag inside one would end its element. */
export function raw(text: string): Handlebars.SafeString {
  if (text.includes('</')) throw new Error('a style or script may not contain "</"');
  return new Handlebars.SafeString(text);
}

function framesOf(input: ReportInput): (id: string) => SubjectFrame {
  const assets = new Map(input.assets.map((asset) => [asset.id, asset]));
  const summaries = new Map(input.run.assets.map((asset) => [asset.id, asset]));
  const checks = new Map(input.checks.map((check) => [check.id, check]));
  const open = input.assets.length <= limits.openAssets;
  const shortened = input.assets.length > limits.assets;
  return (id) => ({asset: assets.get(id) ?? null, summary: summaries.get(id) ?? null, checks, open, shortened});
}

async function* render(
  input: ReportInput,
  language: Language,
  {catalogues, templates}: ReportDeps,
): AsyncIterable<string> {
  const texts = catalogues[language];
  const context = contextOf(input, texts);
  const frameOf = framesOf(input);
  const view = {
    ...buildView(input, await surveyOf(input), texts),
    policy: policyOf(templates),
    styles: raw(templates.css),
    script: raw(templates.script),
  };
  yield templates.head(view);
  for await (const results of input.subjects()) {
    if (!isDetailed(results.id, context)) continue;
    yield templates.subject({texts, subject: subjectView(results, frameOf(results.id), context)});
  }
  yield templates.tail(view);
}

/**
 * One self-contained page. Fleets over `limits.assets` get sections for the assets with the highest scores only,
 * without lists of passes and without bodies of evidence; the page says so.
 */
export const html: Reporter = {format: 'html', name: 'report', extension: 'html', perLanguage: true, render};
