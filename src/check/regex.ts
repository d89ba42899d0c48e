import type {ASTNode} from '@marcbachmann/cel-js';
import {RE2JS} from 're2js';
import {mistake} from './code.ts';

// Grows with the patterns of checks and parameters only: see `matches`.
const compiled = new Map<string, RE2JS>();

/** Test for a pattern in RE2 syntax (linear time, no look-around). @throws when the pattern is not valid. */
export function matcher(pattern: string): (text: string) => boolean {
  const known = compiled.get(pattern) ?? RE2JS.compile(pattern);
  compiled.set(pattern, known);
  return (text) => known.matcher(text).find();
}

/** Like `matcher` for a literal of an expression. @throws ExpressionError */
export function compilePattern(literal: ASTNode, pattern: string): (text: string) => boolean {
  try {
    return matcher(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw mistake(literal, `not a valid RE2 pattern: ${reason}`, `RE2の正規表現として正しくありません: ${reason}`);
  }
}
