import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import Handlebars from 'handlebars';
import {packageRoot} from '../../model/paths.ts';

type Template = (view: object) => string;

/** The compiled pages of the HTML report, and what goes into its style and script elements. */
export interface Templates {
  readonly head: Template;
  readonly subject: Template;
  readonly tail: Template;
  readonly css: string;
  readonly script: string;
  /** Those of the acceptance record, which has no script. */
  readonly acceptance: {
    readonly head: Template;
    readonly subject: Template;
    readonly tail: Template;
    readonly css: string;
  };
  /** That of the plan that a vendor signs. */
  readonly plan: {readonly document: Template; readonly css: string};
}

const options = {strict: true, knownHelpersOnly: true, noEscape: false} as const;

/**
 * Reads and compiles `reports/templates`. Only this package's own templates are ever compiled: a template
 * is a program, so none may come from a check pack or a run folder.
 */
export function loadTemplates(folder = join(packageRoot, 'reports', 'templates')): Templates {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const engine = Handlebars.create();
  for (const name of readdirSync(join(folder, 'partials')).sort()) {
    if (name.endsWith('.hbs'))
      engine.registerPartial(basename(name, '.hbs'), engine.compile(read(`partials/${name}`), options));
  }
  const compile = (name: string): Template => {
    const template = engine.compile<object>(read(name), options);
    return (view) => template(view);
  };
  return {
    head: compile('head.hbs'),
    subject: compile('subject.hbs'),
    tail: compile('tail.hbs'),
    css: read('report.css'),
    script: read('report.js'),
    acceptance: {
      head: compile('acceptance/head.hbs'),
      subject: compile('acceptance/subject.hbs'),
      tail: compile('acceptance/tail.hbs'),
      css: read('acceptance/record.css'),
    },
    plan: {document: compile('plan/document.hbs'), css: read('plan/document.css')},
  };
}
