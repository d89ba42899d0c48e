import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {Language, Parser, type Node} from 'web-tree-sitter';

const {resolve} = createRequire(import.meta.url);

type Grammar = 'tree-sitter-powershell' | 'tree-sitter-batch';

const parsers = new Map<Grammar, Promise<Parser>>();

async function makeParser(grammar: Grammar): Promise<Parser> {
  await Parser.init();
  const parser = new Parser();
  const folder = dirname(resolve(`${grammar}/package.json`));
  parser.setLanguage(await Language.load(join(folder, `${grammar}.wasm`)));
  return parser;
}

/** Parses a text by the grammar of an npm package. @throws Error for what is no text of that language, with the lines that are not */
export async function parsed(grammar: Grammar, text: string): Promise<Node[]> {
  const making = parsers.get(grammar) ?? makeParser(grammar);
  parsers.set(grammar, making);
  const tree = (await making).parse(text);
  if (tree === null) throw new Error('nothing was parsed');
  const nodes: Node[] = [];
  const visit = (node: Node): void => {
    nodes.push(node);
    node.children.forEach(visit);
  };
  visit(tree.rootNode);
  const wrong = nodes.filter((node) => node.isError || node.isMissing);
  if (wrong.length > 0 || tree.rootNode.hasError)
    throw new Error(wrong.map((node) => `line ${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`).join('\n'));
  return nodes;
}

export const textsOf = (nodes: readonly Node[], type: string): string[] =>
  nodes.filter((node) => node.type === type).map((node) => node.text);
