import type {ConfigNode} from './indented.ts';

const unread = Symbol('unread');

/** What `read` answers: that it understands the line after all only if this holds. Any other answer, `false` of an assignment too, means that it does. */
export function readIf(fits: boolean): unknown {
  return fits ? undefined : unread;
}

/** One kind of line and what it says. `read` tells it into a draft. */
export interface Statement<T> {
  readonly pattern: RegExp;
  /** Absent: the line says nothing that the fact holds. */
  readonly read?: (draft: T, match: RegExpExecArray, node: ConfigNode) => unknown;
}

/**
 * Reads those lines of one level that belong to a topic; of the statements that match a line the first counts.
 * True when every line was understood.
 */
export function readStatements<T>(
  nodes: readonly ConfigNode[],
  topic: RegExp,
  statements: readonly Statement<T>[],
  draft: T,
): boolean {
  let understood = true;
  for (const node of nodes) {
    if (!topic.test(node.text)) continue;
    if (!readStatement(node, statements, draft)) understood = false;
  }
  return understood;
}

function readStatement<T>(node: ConfigNode, statements: readonly Statement<T>[], draft: T): boolean {
  for (const {pattern, read} of statements) {
    const match = pattern.exec(node.text);
    if (match !== null) return read === undefined || read(draft, match, node) !== unread;
  }
  return false;
}

/** All lines below each of the nodes: the same block may stand several times. */
export function below(nodes: readonly ConfigNode[], pattern: RegExp): readonly ConfigNode[] {
  return nodes.flatMap((node) => (pattern.test(node.text) ? node.children : []));
}
