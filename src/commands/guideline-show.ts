import type {Knowledge} from '../index.ts';
import {titleOf} from '../model/check.ts';
import type {Clause, GuidelineTable} from '../model/guideline.ts';
import {writeInstead} from '../model/suggest.ts';
import type {Language} from '../model/text.ts';
import {badInput, exitCodes, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';

function clauseLines(clause: Clause, {guideline, checks}: Knowledge, language: Language): string[] {
  const text = messages(language);
  const levelNames = text.coverageLevels.split('|');
  const modeNames = text.coverageModes.split('|');
  const section = guideline.sections.find(({id}) => id === clause.section);
  const titles = new Map(checks.map((check) => [check.id, titleOf(check)[language]]));
  const level = levelNames[clause.level === 'required' ? 0 : 1] ?? '';
  const mode = modeNames[['automated', 'assisted', 'attested'].indexOf(clause.mode)] ?? '';
  return [
    `${clause.id} ${clause.text[language]}`,
    `  ${clause.section} ${section?.title[language] ?? ''}`,
    `  ${level}  ${mode}`,
    ...(clause.note === null ? [] : [`  ${clause.note[language]}`]),
    ...clause.checks.map(({id, role, covers}) => `  ${role} ${covers}  ${id}  ${titles.get(id) ?? ''}`),
  ];
}

function tableLines({id, title, rows}: GuidelineTable, language: Language): string[] {
  return [
    `${id} ${title[language]}`,
    ...rows.map((row) => `  ${row.number} ${row.title[language]}: ${row.text[language]}`),
  ];
}

/** One clause with the checks that serve it, or one table of the guideline. */
export async function guidelineShowCommand(id: string, options: CommonOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const knowledge = await knowledgeOf(options);
  const {clauses, tables} = knowledge.guideline;
  const clause = clauses.find((each) => each.id === id);
  const table = tables.find((each) => each.id === id);
  if (clause === undefined && table === undefined) {
    const instead = writeInstead(
      id,
      [...tables, ...clauses].map((each) => each.id),
    );
    throw badInput(id, `is no clause and no table: ${instead.en}`, `という条項・表はありません: ${instead.ja}`);
  }
  if (options.json) say(JSON.stringify({schema: 1, ...(clause ?? table)}));
  else
    say(
      [...(clause ? clauseLines(clause, knowledge, language) : []), ...(table ? tableLines(table, language) : [])].join(
        '\n',
      ),
    );
  return exitCodes.good;
}
