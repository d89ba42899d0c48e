import type {Check, ParameterValue} from '../model/check.ts';
import type {EffectiveParameter} from '../model/finding.ts';
import type {ParameterSettings} from '../model/parameter-settings.ts';
import {parameterProblem} from '../model/parameters.ts';

/** Parameter values by check id, as one level sets them. */
export interface ParameterLayer {
  readonly from: Exclude<EffectiveParameter['from'], 'check'>;
  readonly values: ParameterSettings;
}

const levels: readonly EffectiveParameter['from'][] = ['check', 'profile', 'site', 'clause', 'zone', 'asset'];

function setBy(check: Check, layer: ParameterLayer): Readonly<Record<string, ParameterValue>> {
  const values = Object.hasOwn(layer.values, check.id) ? layer.values[check.id] : undefined;
  for (const name of Object.keys(values ?? {})) {
    if (!Object.hasOwn(check.parameters, name))
      throw new RangeError(`${layer.from}: ${check.id} has no parameter ${name}`);
  }
  return values ?? {};
}

/**
 * Effective parameters of a check: its defaults, then each layer over the one before, in the order
 * profile, site, clause, zone, asset whatever the order given.
 * @throws RangeError for a name the check does not declare, or a value out of type or range.
 */
export function resolveParameters(
  check: Check,
  layers: readonly ParameterLayer[],
): Readonly<Record<string, EffectiveParameter>> {
  const ordered = [...layers].sort((a, b) => levels.indexOf(a.from) - levels.indexOf(b.from));
  const effective = new Map<string, EffectiveParameter>();
  for (const [name, declaration] of Object.entries(check.parameters)) {
    effective.set(name, {value: declaration.default, from: 'check'});
  }
  for (const layer of ordered) {
    for (const [name, value] of Object.entries(setBy(check, layer))) {
      const declaration = check.parameters[name];
      const problem = declaration && parameterProblem(declaration, value);
      if (problem) throw new RangeError(`${layer.from}: ${check.id}.${name}: ${problem.en}`);
      effective.set(name, {value, from: layer.from});
    }
  }
  return Object.fromEntries(effective);
}
