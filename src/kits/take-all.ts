import {InputError} from '../model/input-error.ts';
import {hotfixTextAsk, systemInfoAsk} from '../probes/parse/systeminfo.ts';
import {mergeStored, type StoredAnswers} from '../stored-answers.ts';
import {takeKitFile, type KitForm, type Taken, type TakeInput} from './take.ts';

/** A file to take answers from. */
export interface KitSource {
  readonly file: string;
  readonly form: KitForm;
}

export interface TakenFiles {
  readonly stored: StoredAnswers;
  readonly taken: readonly Taken[];
}

/** What `systeminfo` and `wmic qfe` print of one machine are two files. */
function isOtherText(one: Taken, other: Taken): boolean {
  const asks = (taken: Taken): readonly string[] => taken.exchanges.slice(1).map(({ask}) => ask);
  const texts: readonly string[] = [systemInfoAsk, hotfixTextAsk];
  return (
    [...asks(one), ...asks(other)].every((ask) => texts.includes(ask)) &&
    !asks(one).some((ask) => asks(other).includes(ask))
  );
}

function twice(one: Taken, other: Taken): InputError {
  const message = {
    en: `is of ${one.asset}, and so is ${other.file}: import one of them, or one after the other`,
    ja: `は資産${one.asset}のファイルですが、${other.file}も同じ資産のものです。一方だけを取り込むか、別々に取り込んでください`,
  };
  return new InputError([{file: one.file, line: null, column: null, message}]);
}

/**
 * Takes answers from files, one an asset: answers of two times would be held against each other as if they were of one.
 * @throws InputError for every file that is refused; then nothing is taken from any
 */
export function takeKitFiles(
  sources: readonly KitSource[],
  options: Pick<TakeInput, 'assets' | 'asset' | 'redactorFor'>,
): TakenFiles {
  const taken = new Map<string, Taken>();
  const all: Taken[] = [];
  const problems: InputError['problems'][number][] = [];
  for (const source of sources) {
    try {
      const found = takeKitFile({...source, ...options});
      const other = taken.get(found.asset);
      if (other !== undefined && !isOtherText(found, other)) throw twice(found, other);
      taken.set(found.asset, found);
      all.push(found);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  const stored = all.map(({asset, exchanges}): StoredAnswers => new Map([[asset, exchanges]]));
  return {stored: mergeStored(stored), taken: all};
}
