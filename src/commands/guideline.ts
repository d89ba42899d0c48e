import {answered, type Answered, type Knowledge, type ModeCounts} from '../index.ts';
import {awaited, levels, type Awaited} from '../model/guideline.ts';
import type {Language} from '../model/text.ts';
import {exitCodes, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';

const modes = ['automated', 'assisted', 'attested'] as const;

/** Counts of clauses by how they can be answered, and those that no check serves yet. */
export async function guidelineCoverageCommand(options: CommonOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const knowledge = await knowledgeOf(options);
  const counts = answered(
    knowledge.guideline,
    knowledge.checks.map(({id}) => id),
  );
  if (options.json) say(JSON.stringify({schema: 1, guideline: knowledge.guideline.id, ...counts}));
  else say(coverageText(knowledge.guideline, counts, language));
  return exitCodes.good;
}

/** What `guideline coverage` prints for people. */
export function coverageText(guideline: Knowledge['guideline'], counts: Answered, language: Language): string {
  const text = messages(language);
  const heads = text.coverageHead.split('|');
  const modeNames = text.coverageModes.split('|');
  const line = ({total, automated, assisted, attested}: ModeCounts): string =>
    [total, automated, assisted, attested].map((number, index) => `${heads[index] ?? ''} ${number}`).join('  ');
  const levelNames = text.coverageLevels.split('|');
  const titles = new Map(guideline.sections.map(({id, title}) => [id, title[language]]));
  const {checks, withoutChecks, awaiting} = counts;
  return [
    guideline.title[language],
    `${line(counts)}  ${text.withChecks} ${counts.served}`,
    ...levels.map((level, index) => `  ${levelNames[index] ?? level}: ${line(counts.levels[level])}`),
    `${text.coverageSections}:`,
    ...counts.sections.map(({id, ...numbers}) => `  ${id} ${titles.get(id) ?? ''}: ${line(numbers)}`),
    `${text.withoutChecks}: ${withoutChecks.length}`,
    ...withoutChecks.map(
      ({id, mode, awaits}) => `  ${id} ${modeNames[modes.indexOf(mode)] ?? mode}${waysOf(awaits, language)}`,
    ),
    `${text.awaiting}: ${awaiting.length}`,
    ...awaited.map((way) => `  ${nameOf(way, language)} ${awaiting.filter(({awaits}) => awaits.includes(way)).length}`),
    `${text.checksMapped}: ${checks.mapped}/${checks.total}`,
    ...(checks.unmapped.length > 0 ? [`${text.checksUnmapped}: ${checks.unmapped.join(', ')}`] : []),
  ].join('\n');
}

function nameOf(way: Awaited, language: Language): string {
  return messages(language).waitsForWays.split('|')[awaited.indexOf(way)] ?? way;
}

function waysOf(awaits: readonly Awaited[], language: Language): string {
  if (awaits.length === 0) return '';
  return ` (${messages(language).waitsFor}: ${awaits.map((way) => nameOf(way, language)).join(', ')})`;
}
