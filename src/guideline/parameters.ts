import type {Problem} from '../model/input-error.ts';
import type {Clause} from '../model/guideline.ts';
import {
  readCheckSettings,
  readSettings,
  type ParameterSettings,
  type TellSetting,
} from '../model/parameter-settings.ts';
import type {DeclaredChecks} from '../model/parameters.ts';
import type {YamlFile, YamlSource} from '../model/yaml.ts';
import type {GuidelineFile, ProfileFile} from './schema.ts';

function tellIn(source: YamlSource, problems: Problem[]): TellSetting {
  return (at, path, message) => {
    const problem =
      at === 'key' ? source.atKey(path.slice(0, -1), String(path.at(-1)), message) : source.at(path, message);
    problems.push(problem);
  };
}

/** The clauses of a guideline with the parameters they set; what is wrong with those is added to `problems`. */
export function clausesWithParameters(
  source: YamlFile<GuidelineFile>,
  checks: DeclaredChecks,
  problems: Problem[],
): readonly Clause[] {
  const tell = tellIn(source, problems);
  return source.data.clauses.map((clause, index) => ({
    ...clause,
    checks: clause.checks.map((mapping, position) => {
      const path = ['clauses', index, 'checks', position, 'with'];
      // That a check does not exist is told where its id stands.
      const settings = checks.has(mapping.id) ? readCheckSettings(mapping.id, mapping.with, checks, path, tell) : {};
      return {...mapping, with: settings};
    }),
  }));
}

/** The parameters that a profile sets itself; what is wrong with them is added to `problems`. */
export function profileParameters(
  source: YamlFile<ProfileFile>,
  checks: DeclaredChecks,
  problems: Problem[],
): ParameterSettings {
  return readSettings(source.data.parameters, checks, ['parameters'], tellIn(source, problems));
}
