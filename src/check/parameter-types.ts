import type {ParameterDeclaration, ParameterValue} from '../model/check.ts';
import {parseDuration} from '../model/durations.ts';
import {bool, double, duration, int, list, string, type Type} from './types.ts';

const types: Readonly<Record<ParameterDeclaration['type'], Type>> = {
  int,
  double,
  string,
  bool,
  duration,
  'list<string>': list(string),
};

export function parameterType(declaration: ParameterDeclaration): Type {
  return types[declaration.type];
}

/** A value as the type wants it: durations in milliseconds. */
export function parameterJson(declaration: ParameterDeclaration, value: ParameterValue | undefined): unknown {
  return declaration.type === 'duration' && typeof value === 'string' ? parseDuration(value) : value;
}
