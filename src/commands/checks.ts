import {missingOutcomes, runExamples, type LoadedCheck} from '../index.ts';
import {filledWords, titleOf} from '../model/check.ts';
import {origins} from '../model/origin.ts';
import {badInput, exitCodes, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {counted, messages} from './messages.ts';

function chosen(checks: readonly LoadedCheck[], ids: readonly string[]): readonly LoadedCheck[] {
  const missing = ids.filter((id) => !checks.some((check) => check.id === id));
  if (missing.length > 0) {
    const list = missing.join(', ');
    throw badInput('checks', `no such check: ${list}`, `チェックがありません: ${list}`);
  }
  return ids.length === 0 ? checks : checks.filter(({id}) => ids.includes(id));
}

export async function checksListCommand(options: CommonOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const {checks} = await knowledgeOf(options);
  for (const check of checks) say(`${check.group}/${check.id}\t${check.severity}\t${titleOf(check)[language]}`);
  return exitCodes.good;
}

export async function checksShowCommand(id: string, options: CommonOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const knowledge = await knowledgeOf(options);
  const [check] = chosen(knowledge.checks, [id]);
  if (check === undefined) return exitCodes.badInput;
  const clauses = knowledge.guideline.clauses.filter((clause) => clause.checks.some((serving) => serving.id === id));
  const {why, expect, judge, appliesTo, forEach, remediation, references} = check;
  const lines = [
    `${check.group}/${id}`,
    titleOf(check)[language],
    '',
    why[language],
    '',
    filledWords(expect, check)[language],
    ...(appliesTo === null ? [] : [`appliesTo: ${appliesTo}`]),
    ...(forEach === null ? [] : [`forEach: ${forEach}`]),
    judge.kind === 'pass' ? `pass: ${judge.expression}` : `review: ${judge.question[language]}`,
    '',
    remediation.text[language],
    ...Object.entries(remediation.commands).map(([platform, command]) => `  [${platform}] ${command}`),
    '',
    ...references,
    ...clauses.map((clause) => `${clause.id} ${clause.text[language]}`),
  ];
  say(lines.join('\n'));
  return exitCodes.good;
}

/** Runs the examples of checks, which are their tests. */
export async function checksTestCommand(ids: readonly string[], options: CommonOptions): Promise<number> {
  const text = messages(languageOf(options.lang, process.env));
  const knowledge = await knowledgeOf(options);
  const checks = chosen(knowledge.checks, ids);
  const results = checks.flatMap((check) => runExamples(check, knowledge));
  const wrong = results.filter(({problem}) => problem !== null);
  for (const {check, index, problem} of wrong) say(`${check} #${index + 1}: ${problem ?? ''}`);
  const lacking = checks.filter((check) => missingOutcomes(check).length > 0);
  for (const check of lacking) say(`${check.id}: ${text.exampleLacking}: ${missingOutcomes(check).join(', ')}`);
  const told = origins.map((origin) => `${text[origin]}: ${results.filter((each) => each.origin === origin).length}`);
  const held = counted(results.length - wrong.length, text.exampleOk);
  say(`${held}, ${counted(wrong.length, text.exampleBad)} (${told.join(', ')})`);
  return wrong.length + lacking.length > 0 ? exitCodes.badInput : exitCodes.good;
}
