import type {Asset, Site, Zone} from './asset.ts';
import type {Check} from './check.ts';
import type {EffectiveParameter, Loosening} from './finding.ts';
import type {Guideline, Profile} from './guideline.ts';
import {settingOf, type ParameterSetting, type ParameterSettings} from './parameter-settings.ts';
import {isLooser, parameterProblem, valueText, type DeclaredChecks, type ParameterDeclaration} from './parameters.ts';
import type {Bilingual} from './text.ts';

/** Parameter values by check id, as one level sets them. */
export interface ParameterLayer {
  readonly from: Exclude<EffectiveParameter['from'], 'check'>;
  readonly values: ParameterSettings;
}

const levels: readonly EffectiveParameter['from'][] = ['check', 'profile', 'site', 'clause', 'zone', 'asset'];

const names: Readonly<Record<EffectiveParameter['from'], Bilingual>> = {
  check: {en: 'default of the check', ja: 'チェックの既定値'},
  profile: {en: 'profile', ja: 'プロファイル'},
  site: {en: 'site', ja: '事業体（site）'},
  clause: {en: 'clause', ja: '条項'},
  zone: {en: 'zone', ja: '区画'},
  asset: {en: 'asset', ja: '資産'},
};

function inOrder(layers: readonly ParameterLayer[]): readonly ParameterLayer[] {
  return layers.toSorted((a, b) => levels.indexOf(a.from) - levels.indexOf(b.from));
}

/** The value after one more layer; null when the layer loosens what holds below it and nobody has approved that. */
function setOver(
  declaration: ParameterDeclaration,
  below: EffectiveParameter,
  from: ParameterLayer['from'],
  setting: ParameterSetting,
): EffectiveParameter | null {
  const {value, approval} = settingOf(setting);
  const looser = isLooser(declaration, value, below.value);
  // A clause says the least it wants: it loosens the check, never what a profile or the site has tightened.
  if (looser && from === 'clause' && below.from !== 'check' && declaration.stricter !== null) return below;
  if (looser && approval === null) return null;
  const before = (below.loosened ?? []).filter(({than}) => isLooser(declaration, value, than));
  const loosened: readonly Loosening[] =
    looser && approval !== null ? [...before, {from, than: below.value, ...approval}] : before;
  return {value, from, ...(loosened.length > 0 ? {loosened} : {})};
}

/** What to say of a loosening that nobody has approved. */
function unapproved(
  declaration: ParameterDeclaration,
  setting: ParameterSetting,
  below: EffectiveParameter,
): Bilingual {
  const value = valueText(settingOf(setting).value);
  const than = valueText(below.value);
  const approve = '{value: …, reason: …, approvedBy: …}';
  const name = names[below.from];
  if (declaration.stricter === null) {
    return {
      en: `${value} differs from ${than} (${name.en}): write ${approve}`,
      ja: `${than}（${name.ja}）と異なる値です。変更するには ${approve} の形で理由と承認者を書いてください`,
    };
  }
  const [en, ja] = declaration.stricter === 'lower' ? ['less', '以下'] : ['more', '以上'];
  return {
    en: `${value} is looser than ${than} (${name.en}): write ${approve}, or ${than} or ${en}`,
    ja: `${than}（${name.ja}）より緩い値です。${approve} の形で理由と承認者を書くか、${than}${ja}にしてください`,
  };
}

type Folded =
  {readonly holds: EffectiveParameter} | {readonly from: ParameterLayer['from']; readonly refused: Bilingual};

/** What layers, lowest first, make of one parameter. */
function fold(id: string, name: string, declaration: ParameterDeclaration, layers: readonly ParameterLayer[]): Folded {
  let holds: EffectiveParameter = {value: declaration.default, from: 'check'};
  for (const {from, values} of layers) {
    const settings = Object.hasOwn(values, id) ? (values[id] ?? {}) : {};
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (setting === undefined) continue;
    const problem = parameterProblem(declaration, settingOf(setting).value);
    if (problem !== null) return {from, refused: problem};
    const next = setOver(declaration, holds, from, setting);
    if (next === null) return {from, refused: unapproved(declaration, setting, holds)};
    holds = next;
  }
  return {holds};
}

function checkNames({id, parameters}: Pick<Check, 'id' | 'parameters'>, {from, values}: ParameterLayer): void {
  const set = Object.hasOwn(values, id) ? Object.keys(values[id] ?? {}) : [];
  const unknown = set.find((name) => !Object.hasOwn(parameters, name));
  if (unknown !== undefined) throw new RangeError(`${from}: ${id} has no parameter ${unknown}`);
}

/**
 * Effective parameters of a check: its defaults, then each layer over the one before, in the order
 * profile, site, clause, zone, asset whatever the order given.
 * @throws RangeError for a name the check does not declare, a value out of type or range, and a loosening that nobody
 * has approved.
 */
export function resolveParameters(
  check: Pick<Check, 'id' | 'parameters'>,
  layers: readonly ParameterLayer[],
): Readonly<Record<string, EffectiveParameter>> {
  const ordered = inOrder(layers);
  for (const layer of ordered) checkNames(check, layer);
  const effective = Object.entries(check.parameters).map(([name, declaration]) => {
    const folded = fold(check.id, name, declaration, ordered);
    if ('refused' in folded) throw new RangeError(`${folded.from}: ${check.id}.${name}: ${folded.refused.en}`);
    return [name, folded.holds] as const;
  });
  return Object.fromEntries(effective);
}

export interface Unapproved {
  readonly check: string;
  readonly name: string;
  readonly message: Bilingual;
}

/** What `layer` loosens, against the checks and the layers below it, without a reason and an approver. */
export function unapprovedIn(
  layer: ParameterLayer,
  below: readonly ParameterLayer[],
  checks: DeclaredChecks,
): readonly Unapproved[] {
  const ordered = inOrder(below.filter(({from}) => levels.indexOf(from) <= levels.indexOf(layer.from)));
  return Object.entries(layer.values).flatMap(([id, settings]) =>
    Object.entries(settings).flatMap(([name, setting]) => {
      const declaration = checks.get(id)?.parameters[name];
      if (declaration === undefined) return [];
      const folded = fold(id, name, declaration, ordered);
      // What is refused below is told where it stands.
      if ('refused' in folded || setOver(declaration, folded.holds, layer.from, setting) !== null) return [];
      return [{check: id, name, message: unapproved(declaration, setting, folded.holds)}];
    }),
  );
}

/** What profile and guideline set, whatever the asset. */
export function standingLayers(profile: Profile | null, guideline: Guideline): readonly ParameterLayer[] {
  const mapped = guideline.clauses.flatMap(({checks}) => checks.filter((check) => Object.keys(check.with).length > 0));
  const clause = Object.fromEntries(mapped.map((check) => [check.id, check.with]));
  return [
    ...(profile === null ? [] : [{from: 'profile', values: profile.parameters} as const]),
    {from: 'clause', values: clause},
  ];
}

/** What the inventory sets for an asset, or for a zone or the site as a whole. */
export function inventoryLayers(site: Site, zone: Zone | null, asset: Asset | null): readonly ParameterLayer[] {
  const written = [
    {from: 'site', values: site.parameters},
    {from: 'zone', values: zone?.parameters},
    {from: 'asset', values: asset?.parameters},
  ] as const;
  return written.flatMap(({from, values}) => (values === undefined ? [] : [{from, values}]));
}
