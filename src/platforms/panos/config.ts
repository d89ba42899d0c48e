import {cli} from '../../model/ask.ts';
import {Gap} from '../../model/fact.ts';
import type {CommandText} from '../../model/probe.ts';
import {committed} from '../config/committed.ts';
import {readBraces, readSetLines, type ReadTree} from '../config/read-words.ts';
import {at, entries, has, type WordTree} from '../config/word-tree.ts';
import {wholeLines} from '../config/words.ts';
import {readXmlTree} from '../config/xml-tree.ts';

/** The committed configuration: in XML, as lines `set`, or in braces, whichever the version prints. */
export const show = cli('show config running', {seconds: 120, limit: 16_777_216});

export interface Vsys {
  /** Stands in front of names where there are several: `vsys2/`, else empty. */
  readonly prefix: string;
  readonly name: string;
  readonly node: WordTree;
}

export interface PanosConfig {
  /** Administrators. */
  readonly management: WordTree;
  readonly shared: WordTree;
  /** `deviceconfig`, `network`. */
  readonly device: WordTree;
  readonly vsys: readonly Vsys[];
  readonly lines: readonly string[];
  readonly complete: boolean;
  /** Policies and settings come from Panorama too; they stand in none of these. */
  readonly managed: boolean;
}

const empty: WordTree = new Map();

function readTree(text: string): ReadTree {
  if (/^\s*<(?:\?xml|response|config)\b/.test(text)) return readXmlTree(text);
  return /^[ \t]*set \S/m.test(text) ? readSetLines(text) : readBraces(text);
}

/** Below `response`, `result`, `config`, where they stand around it. */
function inner(tree: WordTree): WordTree {
  let node = tree;
  for (const word of ['response', 'result']) node = at(node, word) ?? node;
  const config = at(node, 'config');
  return config !== null && (has(config, 'devices') || has(config, 'deviceconfig')) ? config : node;
}

/** @throws Gap for a text that is no configuration of PAN-OS */
function readConfig({text: told, cut}: Pick<CommandText, 'text' | 'cut'>): PanosConfig {
  const text = wholeLines(told, cut);
  const {tree, unread} = readTree(text);
  const root = inner(tree);
  const device = entries(root, 'devices')[0]?.[1] ?? root;
  if (!has(device, 'deviceconfig', 'system')) throw new Gap('unsupported', 'show config running: no deviceconfig');
  const named = entries(device, 'vsys').map(([name, node]) => ({name, node}));
  const own = named.length === 0 || has(device, 'rulebase') ? [{name: 'vsys1', node: device}] : [];
  const all = [...own, ...named];
  const vsys = all.map(({name, node}) => ({name, prefix: all.length > 1 ? `${name}/` : '', node}));
  return {
    management: at(root, 'mgt-config') ?? empty,
    shared: at(root, 'shared') ?? empty,
    device,
    vsys,
    lines: text.split('\n').filter((line) => line.trim() !== ''),
    // What the account may not see is left out; administrators there always are.
    complete: unread.length === 0 && !cut && has(root, 'mgt-config', 'users'),
    managed:
      has(device, 'deviceconfig', 'system', 'panorama') || has(device, 'deviceconfig', 'system', 'panorama-server'),
  };
}

/** A device under Panorama has settings that are not seen here. */
export const {configOf, cautious, ofConfig} = committed({
  ask: show,
  read: readConfig,
  lacks: ({complete, managed}) => (complete && !managed ? null : 'unsupported'),
});
