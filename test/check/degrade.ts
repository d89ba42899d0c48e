import fc from 'fast-check';
import type {Type} from '../../src/check/types.ts';
import type {Fact, Facts} from '../../src/model/fact.ts';

/** A stream of small numbers that decide what is taken away. */
type Dice = () => number;

function degradeValue(value: unknown, declared: Type, dice: Dice): unknown {
  if (declared.kind === 'nullable' && dice() < 3) return null;
  const type = declared.kind === 'nullable' ? declared.base : declared;
  if (value === null || value === undefined) return value;
  if (type.kind === 'list') {
    return (value as readonly unknown[]).filter(() => dice() > 2).map((item) => degradeValue(item, type.element, dice));
  }
  if (type.kind === 'map') {
    const kept = Object.entries(value).filter(() => dice() > 2);
    return Object.fromEntries(kept.map(([key, inner]) => [key, degradeValue(inner, type.value, dice)]));
  }
  if (type.kind !== 'object') return value;
  const fields = Object.entries(value).map(([key, inner]) => {
    const field = type.fields.get(key);
    return [key, field === undefined ? inner : degradeValue(inner, field, dice)] as const;
  });
  return Object.fromEntries(fields);
}

function degradeFact(fact: Fact, type: Type | null, dice: Dice): Fact {
  if (fact.state !== 'known' || type === null || dice() < 3) return fact;
  if (dice() < 2) return {state: 'gap', reason: 'permission-denied', detail: 'taken away', from: fact.from};
  return {...fact, complete: false, value: degradeValue(fact.value, type, dice)};
}

/** Facts of which less is known: some are gaps, some incomplete with elements dropped and nullable fields nulled. */
export function degraded(facts: Facts, typeOf: (name: string) => Type | null): fc.Arbitrary<Facts> {
  return fc.infiniteStream(fc.nat(9)).map((stream) => {
    const dice = (): number => Number(stream.next().value);
    return Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, degradeFact(fact, typeOf(name), dice)]),
    );
  });
}
