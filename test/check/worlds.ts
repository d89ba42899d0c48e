import {base, type Type} from '../../src/check/types.ts';

type Path = readonly (string | number)[];

/** A place in a fact. `name` is what all places of its kind share: `devicePorts.ports[].mode`. */
export interface Leaf {
  readonly path: Path;
  readonly name: string;
  readonly type: Type;
  readonly value: unknown;
}

/** Every place in a value, by its declared type, that is neither a list nor an object. */
export function leavesOf(value: unknown, type: Type, name: string, path: Path = []): readonly Leaf[] {
  const declared = base(type);
  if (Array.isArray(value) && declared.kind === 'list') {
    return value.flatMap((one, index) => leavesOf(one, declared.element, `${name}[]`, [...path, index]));
  }
  if (typeof value === 'object' && value !== null && declared.kind === 'object') {
    const fields = Object.entries(value).flatMap(([key, inner]) => {
      const field = declared.fields.get(key);
      return field === undefined ? [] : leavesOf(inner, field, `${name}.${key}`, [...path, key]);
    });
    return type.kind === 'nullable' ? [{path, name, type, value}, ...fields] : fields;
  }
  return [{path, name, type, value}];
}

/** The value with another one at a place. */
export function changed(value: unknown, [head, ...rest]: Path, to: unknown): unknown {
  if (head === undefined) return to;
  if (Array.isArray(value)) return value.map((one, index): unknown => (index === head ? changed(one, rest, to) : one));
  const fields = value as Readonly<Record<string, unknown>>;
  return {...fields, [head]: changed(fields[head], rest, to)};
}

/** What a place holds when nothing is known of it. */
export function unknownsOf({type}: Leaf): readonly unknown[] {
  const declared = base(type);
  const word = declared.kind === 'string' && declared.values?.includes('unknown') === true ? ['unknown'] : [];
  return type.kind === 'nullable' ? [null, ...word] : word;
}

/** What it may be in truth: all values of a small type, else those that examples have at places of its kind. */
export function worldsOf({type, name}: Leaf, seen: ReadonlyMap<string, ReadonlySet<unknown>>): readonly unknown[] {
  const declared = base(type);
  if (declared.kind === 'bool') return [true, false];
  if (declared.kind === 'string' && declared.values !== null) return declared.values.filter((one) => one !== 'unknown');
  const numbers = declared.kind === 'int' || declared.kind === 'double' ? [0, 1, 100_000] : [];
  return [...new Set([...numbers, ...(seen.get(name) ?? [])])].slice(0, 40);
}
