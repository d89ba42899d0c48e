import {nftRules} from './nft-rule.ts';
import {setElements, type NftSets} from './nft-sets.ts';
import type {Chain} from './ruleset.ts';

export interface NftRuleset {
  readonly chains: readonly Chain[];
  /** False when chains may have been missed. */
  readonly understood: boolean;
}

const tableHead = /^table (?<family>[a-z0-9]+) (?<name>\S+) \{$/;
const blockHead = /^(?<kind>chain|set) (?<name>\S+) \{$/;
const headComment = /^([a-z][^"#{]*\{) #.*$/;
const families: Readonly<Record<string, Chain['family']>> = {ip: 'ip', ip6: 'ip6', inet: 'inet'};

/** A table, or a block in one, with the lines of its own. */
interface Block {
  readonly kind: string;
  readonly name: string;
  readonly lines: string[];
}

interface Table extends Block {
  readonly family: Chain['family'] | undefined;
  readonly blocks: Block[];
}

function leansOpen(line: string): boolean {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  return bare.lastIndexOf('{') > bare.lastIndexOf('}');
}

/** Lines with the elements of a set that was printed over several of them joined, heads without their comment. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let open: string[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim().replace(headComment, '$1');
    const starts = open.length === 0 && leansOpen(line) && !line.endsWith('{');
    if (starts || (open.length > 0 && !line.replaceAll(/"[^"]*"/g, '').includes('}'))) {
      open.push(line);
      continue;
    }
    lines.push([...open, line].join(' '));
    open = [];
  }
  return open.length === 0 ? lines : [...lines, open.join(' ')];
}

function tableOf(line: string): Table | null {
  const head = tableHead.exec(line)?.groups;
  if (!head) return null;
  const [family = '', name = ''] = [head['family'], head['name']];
  return {kind: 'table', name: `${family} ${name}`, family: families[family], lines: [], blocks: []};
}

/** Null when the braces are not those of tables with blocks. */
function tablesOf(text: string): Table[] | null {
  const tables: Table[] = [];
  let table: Table | null = null;
  let block: Block | null = null;
  for (const line of logicalLines(text)) {
    const opens = leansOpen(line);
    if (table === null) {
      table = tableOf(line);
      if (table !== null) tables.push(table);
      else if (opens || line === '}' || line.startsWith('table ')) return null;
    } else if (opens) {
      const head = blockHead.exec(line)?.groups;
      if (block !== null || !line.endsWith('{') || (head === undefined && line.startsWith('chain '))) return null;
      block = {kind: head?.['kind'] ?? '', name: `${table.name} ${head?.['name'] ?? ''}`, lines: []};
      table.blocks.push(block);
    } else if (block === null && line.startsWith('chain ')) return null;
    else if (line !== '}') (block ?? table).lines.push(line);
    else if (block !== null) block = null;
    else table = null;
  }
  return table === null ? tables : null;
}

function chainOf({name, lines}: Block, table: Table, family: Chain['family'], sets: NftSets): Chain {
  const hook = lines.find((line) => line.startsWith('type ')) ?? '';
  const rules = lines.filter((line) => line !== '' && !line.startsWith('type ') && !line.startsWith('#'));
  return {
    name,
    family,
    input: hook.startsWith('type filter hook input '),
    policy: hook.includes('policy drop') ? 'drop' : 'accept',
    rules: rules.flatMap((line) => nftRules(line, table.name, sets)),
  };
}

function setsOf(tables: readonly Table[]): NftSets {
  const sets = new Map<string, string>();
  for (const {name, lines} of tables.flatMap(({blocks}) => blocks.filter(({kind}) => kind === 'set'))) {
    // Packets change a dynamic set.
    if (lines.some((line) => /^flags .*\bdynamic\b/.test(line))) continue;
    const line = lines.find((one) => one.startsWith('elements = '));
    const elements = line === undefined ? null : setElements(line);
    if (elements !== null) sets.set(name, elements);
  }
  return sets;
}

/** Chains of the families that see IP packets, as `nft list ruleset` prints them; those of a dormant table do nothing. */
export function nftChains(text: string): NftRuleset {
  const tables = tablesOf(text);
  if (tables === null) return {chains: [], understood: false};
  const sets = setsOf(tables);
  const awake = tables.filter(({lines}) => !lines.some((line) => /^flags .*\bdormant\b/.test(line)));
  const chains = awake.flatMap((table) => {
    const {family, blocks} = table;
    if (family === undefined) return [];
    return blocks.filter(({kind}) => kind === 'chain').map((block) => chainOf(block, table, family, sets));
  });
  return {chains, understood: true};
}
