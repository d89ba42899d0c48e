import {exitCodes, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';

/** Counts of clauses by how they can be answered, and those that no check serves yet. */
export async function guidelineCoverageCommand(options: CommonOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const {guideline} = await knowledgeOf(options);
  const {clauses} = guideline;
  const count = (mode: string): number => clauses.filter((clause) => clause.mode === mode).length;
  const served = clauses.filter(({checks}) => checks.length > 0).length;
  const numbers = [clauses.length, count('automated'), count('assisted'), count('attested'), served];
  if (options.json) {
    const [total, automated, assisted, attested] = numbers;
    say(JSON.stringify({schema: 1, guideline: guideline.id, total, automated, assisted, attested, served}));
    return exitCodes.good;
  }
  const text = messages(language);
  const heads = text.coverageHead.split('|');
  say(guideline.title[language]);
  say(heads.map((head, index) => `${head} ${numbers[index] ?? 0}`).join('  '));
  const bare = clauses.filter(({checks, mode}) => checks.length === 0 && mode !== 'attested');
  if (bare.length > 0)
    say([`${text.withoutChecks}:`, ...bare.map(({id, text: words}) => `  ${id} ${words[language]}`)].join('\n'));
  return exitCodes.good;
}
