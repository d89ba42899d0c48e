/** What an expression can be. `string` may be limited to the values of an enumeration. */
export type BaseType =
  | {readonly kind: 'bool' | 'int' | 'double' | 'timestamp' | 'duration' | 'null' | 'never'}
  | {readonly kind: 'string'; readonly values: readonly string[] | null}
  | {readonly kind: 'list'; readonly element: Type}
  | {readonly kind: 'map'; readonly value: Type}
  | {readonly kind: 'object'; readonly fields: ReadonlyMap<string, Type>};

export type Type = BaseType | {readonly kind: 'nullable'; readonly base: BaseType};

export const bool = {kind: 'bool'} as const;
export const int = {kind: 'int'} as const;
export const double = {kind: 'double'} as const;
export const string = {kind: 'string', values: null} as const;
export const timestamp = {kind: 'timestamp'} as const;
export const duration = {kind: 'duration'} as const;
export const nothing = {kind: 'null'} as const;
/** Element of the empty list: fits every type. */
export const never = {kind: 'never'} as const;

export function list(element: Type): Type {
  return {kind: 'list', element};
}

export function object(fields: Readonly<Record<string, Type>>): Type {
  return {kind: 'object', fields: new Map(Object.entries(fields))};
}

export function base(type: Type): BaseType {
  return type.kind === 'nullable' ? type.base : type;
}

export function nullable(type: Type): Type {
  return type.kind === 'nullable' || type.kind === 'null' ? type : {kind: 'nullable', base: type};
}

/** As a person would call it: `list<string>`, `int or null`. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case 'nullable':
      return `${typeName(type.base)} or null`;
    case 'list':
      return `list<${typeName(type.element)}>`;
    case 'map':
      return `map<${typeName(type.value)}>`;
    case 'object':
      return `object {${[...type.fields.keys()].join(', ')}}`;
    case 'never':
      return 'nothing';
    case 'bool':
    case 'int':
    case 'double':
    case 'string':
    case 'timestamp':
    case 'duration':
    case 'null':
      return type.kind;
    default:
      return type satisfies never;
  }
}

function bothObjects(a: ReadonlyMap<string, Type>, b: ReadonlyMap<string, Type>): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([name, type]) => {
    const other = b.get(name);
    return other !== undefined && unify(type, other) !== null;
  });
}

function unifyBases(a: BaseType, b: BaseType): BaseType | null {
  if (a.kind === 'never') return b;
  if (b.kind === 'never') return a;
  if (a.kind === 'string' && b.kind === 'string') {
    return a.values === null || b.values === null
      ? string
      : {kind: 'string', values: [...new Set([...a.values, ...b.values])]};
  }
  if (a.kind === 'list' && b.kind === 'list') {
    const element = unify(a.element, b.element);
    return element && {kind: 'list', element};
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const value = unify(a.value, b.value);
    return value && {kind: 'map', value};
  }
  if (a.kind === 'object' && b.kind === 'object') return bothObjects(a.fields, b.fields) ? a : null;
  return a.kind === b.kind ? a : null;
}

/** The type that holds the values of both, or null when there is none. Null makes the other nullable. */
export function unify(a: Type, b: Type): Type | null {
  if (a.kind === 'null') return nullable(b);
  if (b.kind === 'null') return nullable(a);
  const both = unifyBases(base(a), base(b));
  if (both === null) return null;
  return a.kind === 'nullable' || b.kind === 'nullable' ? nullable(both) : both;
}
