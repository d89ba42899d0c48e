import {cli} from '../../model/ask.ts';
import type {GapReason} from '../../model/evidence.ts';
import {Gap} from '../../model/fact.ts';
import type {CommandText} from '../../model/probe.ts';
import {committed} from '../config/committed.ts';
import {edits, readEditTree, sections, value, type EditNode} from '../config/edit-tree.ts';
import {wholeLines} from '../config/words.ts';
import {groupedBy} from '../text/order.ts';

/** The configuration as far as it differs from what the firmware has by itself. */
export const show = cli('show', {seconds: 120, limit: 8_388_608});

export interface Vdom {
  /** null when the device is not divided. */
  readonly name: string | null;
  /** What stands in front of names of this part: empty, or `root/`. */
  readonly prefix: string;
  readonly node: EditNode;
}

export interface FortiConfig {
  readonly global: EditNode;
  readonly vdoms: readonly Vdom[];
  readonly lines: readonly string[];
  /** Why it does not tell everything: something was not understood, or the account may not see it; null: it does. */
  readonly lacks: GapReason | null;
}

function joined(name: string, nodes: readonly EditNode[]): EditNode {
  const values = new Map(nodes.flatMap((node) => [...node.values]));
  return {kind: 'edit', name, values, children: nodes.flatMap(({children}) => children)};
}

/** A part of the device stands in several places: what is said of it is told one after the other. */
function vdomsOf(root: EditNode): Vdom[] {
  const byName = groupedBy(edits(root, 'vdom'), ({name}) => [name]);
  return [...byName].map(([name, entries]) => ({name, prefix: `${name}/`, node: joined(name, entries)}));
}

/** Parts of a profile that the facts need; `netgrp` was `routegrp` before 6.0. */
const groups = [['sysgrp'], ['authgrp'], ['netgrp', 'routegrp'], ['loggrp'], ['fwgrp'], ['vpngrp'], ['utmgrp']];

/** `show` leaves out what the profile of the account may not read, and does not say so. */
function readsAll(text: string, global: EditNode): boolean {
  const user = /^#config-version=[^\n]{0,200}:user=([^:\n]{1,64})$/m.exec(text)?.[1]?.trim();
  const admin = edits(global, 'system admin').find(({name}) => name === user);
  const profile = admin === undefined ? null : value(admin, 'accprofile');
  if (profile === null) return false;
  if (['super_admin', 'super_admin_readonly'].includes(profile)) return true;
  const own = edits(global, 'system accprofile').find(({name}) => name === profile);
  const reads = (group: string): boolean => own !== undefined && /^read(?:-write)?$/.test(value(own, group) ?? '');
  return groups.every((names) => names.some(reads));
}

/** @throws Gap for a text that is no configuration of FortiOS */
function readConfig({text: told, cut}: Pick<CommandText, 'text' | 'cut'>): FortiConfig {
  const text = wholeLines(told, cut);
  const {root, unread} = readEditTree(text);
  const vdoms = vdomsOf(root);
  const divided = vdoms.length > 0 || sections(root, 'global').length > 0;
  const global = divided ? joined('global', sections(root, 'global')) : root;
  if (sections(global, 'system global').length === 0) throw new Gap('unsupported', 'show: no config system global');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const limited = /^#global_vdom=0/m.test(text) || (divided && vdoms.length === 0);
  return {
    global,
    vdoms: divided ? vdoms : [{name: null, prefix: '', node: root}],
    lines,
    lacks: unread.length > 0 || cut ? 'unsupported' : limited || !readsAll(text, global) ? 'permission-denied' : null,
  };
}

export const {configOf, ofConfig} = committed({ask: show, read: readConfig, lacks: ({lacks}) => lacks});
