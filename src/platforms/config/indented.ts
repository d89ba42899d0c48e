/** One line of a configuration and the lines that stand indented below it. */
export interface ConfigNode {
  /** Without white space around it. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly children: readonly ConfigNode[];
}

interface Open {
  readonly indent: number;
  readonly children: ConfigNode[];
}

/**
 * A configuration in which what belongs to a line stands below it, further to the right. Empty lines and lines of nothing
 * but `!` or `#` are left out; they end nothing.
 */
export function readIndented(text: string): readonly ConfigNode[] {
  const root: Open = {indent: -1, children: []};
  const stack: Open[] = [root];
  for (const [index, raw] of text.split('\n').entries()) {
    const trimmed = raw.trim();
    if (trimmed === '' || /^[!#]+$/.test(trimmed)) continue;
    const indent = raw.length - raw.trimStart().length;
    while (stack.length > 1 && indent <= (stack.at(-1)?.indent ?? -1)) stack.pop();
    const children: ConfigNode[] = [];
    stack.at(-1)?.children.push({text: trimmed, line: index + 1, children});
    stack.push({indent, children});
  }
  return root.children;
}

/** Nodes whose text matches, each with its match; in order, of one level. */
export function matching(
  nodes: readonly ConfigNode[],
  pattern: RegExp,
): {readonly node: ConfigNode; readonly match: RegExpExecArray}[] {
  return nodes.flatMap((node) => {
    const match = pattern.exec(node.text);
    return match === null ? [] : [{node, match}];
  });
}

/** Whether a line of one level matches. */
export function has(nodes: readonly ConfigNode[], pattern: RegExp): boolean {
  return nodes.some(({text}) => pattern.test(text));
}

/** The first group of the last line of one level that matches: later lines win. */
export function lastValue(nodes: readonly ConfigNode[], pattern: RegExp): string | null {
  return matching(nodes, pattern).at(-1)?.match[1] ?? null;
}

/** The same of a line that ends in digits; null when there is none. */
export function lastNumber(nodes: readonly ConfigNode[], pattern: RegExp): number | null {
  const digits = lastValue(nodes, pattern);
  return digits === null ? null : Number(digits);
}
