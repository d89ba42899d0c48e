import {join} from 'node:path';
import test from 'ava';
import type {LoadedCheck} from '../src/check/load.ts';
import {deriveAssetFacts} from '../src/derived.ts';
import {assetFacts} from '../src/derive/index.ts';
import {evaluate, exampleInput, type EvaluateInput} from '../src/evaluate.ts';
import {loadKnowledge} from '../src/knowledge.ts';
import type {Fact, Facts} from '../src/model/fact.ts';
import type {OutcomeStatus} from '../src/model/finding.ts';
import type {Asset} from '../src/model/asset.ts';
import {packageRoot} from '../src/model/paths.ts';
import {factsOfRecording} from '../src/recording.ts';
import {gravest} from './check/honesty.ts';
import {changed, leavesOf, unknownsOf, worldsOf, type Leaf} from './check/worlds.ts';

const {checks, languages, data} = await loadKnowledge(join(packageRoot, 'checks'));
const sources = {
  factsOfRecording,
  derive: (facts: Facts, asset: Asset) => deriveAssetFacts(assetFacts, facts, data, asset),
};
const scoped = checks.filter(({id, scope}) => scope === 'site' || /^(?:device|ups)-/.test(id));

type Known = Extract<Fact, {state: 'known'}>;

/** Where null or `unknown` is no want of knowledge for a check. */
const told: Readonly<Record<string, string>> = {
  'device-default-password deviceUsers.users[].grade': 'a hash shows no password, whatever it is',
  'device-default-password deviceUsers.enable.grade': 'a hash shows no password, whatever it is',
  'device-gateway-redundancy deviceRedundancy.gateways[].state': 'a group that is configured and not switched off',
  'device-firmware-support-ending support.endOfStandardSupport': 'the maker gives no such support',
  'device-remote-setup deviceAccess.planes': 'only devices of some platforms have it',
  'device-trunk-vlans devicePorts.ports[].mode': 'no port of a switch, see below',
};

/** A port without mode, VLAN and negotiation is no port of a switch: the parsers tell one of them for each that is. */
const noSwitchPort = /^devicePorts\.ports\[\]\.(?:mode|dynamicTrunk|accessVlan)$/;

function isTold(check: LoadedCheck, {name}: Leaf, outcome: OutcomeStatus): boolean {
  return `${check.id} ${name}` in told || (outcome === 'not-applicable' && noSwitchPort.test(name));
}

const inputsOf = (check: LoadedCheck): readonly EvaluateInput[] =>
  check.examples.map((example) => exampleInput(check, example, languages, sources));

const outcomeOf = (input: EvaluateInput, name: string, fact: Known): OutcomeStatus | null =>
  gravest(evaluate({...input, facts: {...input.facts, [name]: fact}}));

/** Facts that a check reads and an example knows in full. */
function wholeFacts(check: LoadedCheck, {facts}: EvaluateInput): readonly (readonly [string, Known])[] {
  return check.compiled.facts.flatMap((name) => {
    const fact = facts[name];
    return fact?.state === 'known' && fact.complete ? [[name, fact] as const] : [];
  });
}

function leaves(check: LoadedCheck, name: string, fact: Known): readonly Leaf[] {
  const type = (check.scope === 'asset' ? languages.asset : languages.site).typeOf(name);
  return type === null ? [] : leavesOf(fact.value, type, name);
}

const seen = new Map<string, Set<unknown>>();
for (const check of scoped) {
  for (const input of inputsOf(check)) {
    for (const {name, value} of wholeFacts(check, input).flatMap(([fact, known]) => leaves(check, fact, known))) {
      if (value !== null && typeof value !== 'object') seen.set(name, (seen.get(name) ?? new Set()).add(value));
    }
  }
}

/** Values of a place that lead to another verdict than the one drawn from knowing nothing of it. */
function betrayed(check: LoadedCheck, input: EvaluateInput, name: string, fact: Known, leaf: Leaf): readonly string[] {
  const judged = (value: unknown): OutcomeStatus | null =>
    outcomeOf(input, name, {...fact, value: changed(fact.value, leaf.path, value)});
  return unknownsOf(leaf).flatMap((unknown) => {
    const outcome = judged(unknown);
    if ((outcome !== 'pass' && outcome !== 'not-applicable') || isTold(check, leaf, outcome)) return [];
    const others: readonly (OutcomeStatus | null)[] = outcome === 'pass' ? ['fail'] : ['fail', 'pass'];
    const world = worldsOf(leaf, seen).find((value) => value !== unknown && others.includes(judged(value)));
    const [known, drawn] = [JSON.stringify(world), JSON.stringify(unknown)];
    return world === undefined ? [] : [`${leaf.name} ${drawn}: ${outcome}, though ${known} is none`];
  });
}

for (const check of scoped) {
  test(`${check.id}: what is not known of a fact in full neither passes nor does not apply`, (t) => {
    const found = inputsOf(check).flatMap((input) =>
      wholeFacts(check, input).flatMap(([name, fact]) =>
        leaves(check, name, fact).flatMap((leaf) => betrayed(check, input, name, fact, leaf)),
      ),
    );
    t.deepEqual([...new Set(found)], []);
  });
}

/** Lists of which an element that is missing could not be told, and what its elements are named by. */
const open = [
  {fact: 'deviceAccess', list: 'planes', key: 'protocol'},
  {fact: 'deviceServices', list: 'features', key: 'name'},
  {fact: 'deviceDefence', list: 'defences', key: 'name'},
] as const;

type Element = Readonly<Record<string, unknown>>;

for (const {fact: name, list, key} of open) {
  for (const check of scoped.filter(({compiled}) => compiled.facts.includes(name))) {
    test(`${check.id}: what ${name} does not list neither passes nor does not apply`, (t) => {
      const found = inputsOf(check).flatMap((input) => {
        const fact = wholeFacts(check, input).find(([each]) => each === name)?.[1];
        const elements = ((fact?.value as Record<string, readonly Element[]> | undefined)?.[list] ?? []).slice(0, 60);
        return elements.flatMap((element) => {
          if (fact === undefined) return [];
          const rest = elements.filter((other) => other[key] !== element[key]);
          const judged = (kept: readonly Element[]): OutcomeStatus | null =>
            outcomeOf(input, name, {...fact, value: {...(fact.value as object), [list]: kept}});
          const outcome = judged(rest);
          if ((outcome !== 'pass' && outcome !== 'not-applicable') || `${check.id} ${name}.${list}` in told) return [];
          const others = [true, false].map((enabled) => judged([...rest, {...element, enabled}]));
          const decided = others.some((other) => other === 'fail' || (other === 'pass' && outcome !== 'pass'));
          return decided ? [`${String(element[key])}: ${outcome}`] : [];
        });
      });
      t.deepEqual([...new Set(found)], []);
    });
  }
}
