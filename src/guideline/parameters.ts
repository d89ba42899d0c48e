import type {Problem} from '../model/input-error.ts';
import type {Clause} from '../model/guideline.ts';
import {unapprovedIn, type ParameterLayer} from '../model/parameter-layers.ts';
import {
  readCheckSettings,
  readSettings,
  type ParameterSettings,
  type SettingReader,
} from '../model/parameter-settings.ts';
import type {DeclaredChecks} from '../model/parameters.ts';
import type {YamlFile, YamlSource} from '../model/yaml.ts';
import type {GuidelineFile, ProfileFile} from './schema.ts';

function readerOf(source: YamlSource, checks: DeclaredChecks, problems: Problem[]): SettingReader {
  return {
    checks,
    reading: 'values',
    tell: (at, path, message) => {
      const key = String(path.at(-1));
      problems.push(at === 'key' ? source.atKey(path.slice(0, -1), key, message) : source.at(path, message));
    },
  };
}

/** The clauses of a guideline with the parameters they set; what is wrong with those is added to `problems`. */
export function clausesWithParameters(
  source: YamlFile<GuidelineFile>,
  checks: DeclaredChecks,
  problems: Problem[],
): readonly Clause[] {
  const reader = readerOf(source, checks, problems);
  return source.data.clauses.map((clause, index) => ({
    ...clause,
    checks: clause.checks.map((mapping, position) => {
      const path = ['clauses', index, 'checks', position, 'with'];
      // That a check does not exist is told where its id stands.
      const settings = checks.has(mapping.id) ? readCheckSettings(mapping.id, mapping.with, path, reader) : {};
      for (const {name, message} of unapprovedIn({from: 'clause', values: {[mapping.id]: settings}}, [], checks))
        reader.tell('value', [...path, name], message);
      return {...mapping, with: settings};
    }),
  }));
}

/**
 * The parameters that a profile sets itself; what is wrong with them is added to `problems`.
 * `parent`: what the profile that it extends sets.
 */
export function profileParameters(
  source: YamlFile<ProfileFile>,
  parent: ParameterSettings,
  checks: DeclaredChecks,
  problems: Problem[],
): ParameterSettings {
  const reader = readerOf(source, checks, problems);
  const values = readSettings(source.data.parameters, ['parameters'], reader);
  const below: ParameterLayer = {from: 'profile', values: parent};
  for (const {check, name, message} of unapprovedIn({from: 'profile', values}, [below], checks))
    reader.tell('value', ['parameters', check, name], message);
  return values;
}
