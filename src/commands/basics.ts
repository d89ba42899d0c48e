import {InputError} from '../model/input-error.ts';
import {languages, type Language} from '../model/text.ts';

/** Exit codes of every command. Where several hold: 4 > 2 > 3 > 1 > 0. */
export const exitCodes = {good: 0, findings: 1, badInput: 2, incomplete: 3, fault: 4} as const;

export function badInput(where: string, en: string, ja: string): InputError {
  return new InputError([{file: where, line: null, column: null, message: {en, ja}}]);
}

/** Language of what is said: `--lang`, else that of the environment, else Japanese. */
export function languageOf(option: string | undefined, environment: NodeJS.ProcessEnv): Language {
  if (option !== undefined) {
    const language = languages.find((candidate) => candidate === option);
    if (language === undefined) throw badInput('--lang', 'write ja or en', 'jaかenを指定してください');
    return language;
  }
  const locale = environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '';
  return locale.startsWith('en') ? 'en' : 'ja';
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
