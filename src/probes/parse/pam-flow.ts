import {actionsFor, controlOf, type Action, type Code} from './pam-control.ts';
import {pamLines, type PamLine, type PamNode} from './pam.ts';

/** What a module returns; null: nothing is known of it. */
export type Returns = (line: PamLine) => readonly Code[] | null;
type Picks = (line: PamLine) => boolean;

/** Impression that a stack has made so far, as libpam has it, and whether one of the lines asked about was run. */
interface State {
  readonly impression: 'none' | 'good' | 'failed';
  readonly reached: boolean;
}
interface Step {
  readonly state: State;
  /** Steps to leave out; `end`: the rest of this stack. */
  readonly skip: number | 'end';
}

interface Walk {
  readonly picks: Picks;
  readonly returns: Returns;
  /** `any`: a module that is not known may return anything. `plain`: it does what helps nobody. */
  readonly unknown: 'any' | 'plain';
  readonly seen: Map<readonly PamNode[], Map<string, readonly State[]>>;
}

const keyOf = ({impression, reached}: State): string => `${impression} ${reached}`;
const distinct = (states: readonly State[]): State[] => [
  ...new Map(states.map((state) => [keyOf(state), state])).values(),
];

function applied(action: Action, state: State, start: State): Step {
  if (typeof action !== 'string') return {state, skip: action.jump};
  const failed = {...state, impression: 'failed'} as const;
  const good = state.impression === 'failed' ? failed : ({...state, impression: 'good'} as const);
  switch (action) {
    case 'ignore':
      return {state, skip: 0};
    case 'ok':
      return {state: good, skip: 0};
    case 'done':
      return {state: good, skip: good.impression === 'good' ? 'end' : 0};
    case 'bad':
      return {state: failed, skip: 0};
    case 'die':
      return {state: failed, skip: 'end'};
    case 'reset':
      return {state: {...state, impression: start.impression}, skip: 0};
    default:
      return action satisfies never;
  }
}

/** A module nobody knows, where it does not help: it lets pass without ending or leaving out anything, else it fails. */
function plainCodes(success: Action | undefined): readonly Code[] {
  return success === 'ok' || success === 'ignore' ? ['success'] : ['failure'];
}

function ofLine(line: PamLine, before: State, start: State, walk: Walk): readonly Step[] {
  const state = walk.picks(line) ? {...before, reached: true} : before;
  const control = controlOf(line.control);
  // libpam lets such a line fail.
  if (control === null) return walk.unknown === 'plain' ? [applied('bad', state, start)] : ofOpaque(state, walk);
  const [success] = actionsFor(control, 'success');
  const unknown: readonly Code[] = walk.unknown === 'any' ? ['success', 'failure'] : plainCodes(success);
  const told = walk.returns(line);
  const actions = (told ?? unknown).flatMap((code) => actionsFor(control, code));
  // Who is refused by a module that is not asked about gets in nowhere, and has tried no password.
  const counted = told === null ? actions.filter((action) => action !== 'bad' && action !== 'die') : actions;
  return counted.map((action) => applied(action, state, start));
}

/** It may be anything, and end the stack as well. */
function ofOpaque(state: State, {unknown}: Walk): readonly Step[] {
  if (unknown === 'plain') return [{state, skip: 0}];
  return (['ignore', 'ok', 'done', 'bad'] as const).map((action) => applied(action, state, state));
}

function stepsOf(node: PamNode, state: State, start: State, walk: Walk): readonly Step[] {
  if ('opaque' in node) return ofOpaque(state, walk);
  if (!('substack' in node)) return ofLine(node, state, start, walk);
  return run(node.substack, state, walk).map((after) => ({state: after, skip: 0}));
}

/** All states in which a stack that is entered in one may be left. */
function run(nodes: readonly PamNode[], start: State, walk: Walk): readonly State[] {
  const known = walk.seen.get(nodes) ?? new Map<string, readonly State[]>();
  walk.seen.set(nodes, known);
  const before = known.get(keyOf(start));
  if (before !== undefined) return before;
  const arriving = Array.from({length: nodes.length}, (): State[] => []);
  const left: State[] = [];
  arriving[0]?.push(start);
  if (nodes.length === 0) left.push(start);
  nodes.forEach((node, at) => {
    for (const {state, skip} of distinct(arriving[at] ?? []).flatMap((one) => stepsOf(node, one, start, walk))) {
      const next = skip === 'end' ? nodes.length : at + 1 + skip;
      // libpam refuses where a jump goes too far.
      if (next > nodes.length) left.push({...state, impression: 'failed'});
      else (arriving[next] ?? left).push(state);
    }
  });
  const ends = distinct(left);
  known.set(keyOf(start), ends);
  return ends;
}

function endsOf(tree: readonly PamNode[], picks: Picks, returns: Returns, unknown: Walk['unknown']): readonly State[] {
  return run(tree, {impression: 'none', reached: false}, {picks, returns, unknown, seen: new Map()});
}

/**
 * Whether nobody passes a stack (libpam's dispatch of one) whose modules return what they do in a certain case: true where no way
 * through it grants, false where one does without the help of modules that are not known, else null.
 */
export function refuses(tree: readonly PamNode[], returns: Returns): boolean | null {
  const grants = (unknown: Walk['unknown']): boolean =>
    endsOf(tree, () => false, returns, unknown).some(({impression}) => impression === 'good');
  if (!grants('any')) return true;
  return grants('plain') ? false : null;
}

/** Whether one of these lines is run on every way through the stack; null where that depends on modules that are not known. */
export function alwaysRuns(tree: readonly PamNode[], picks: Picks, returns: Returns): boolean | null {
  if (!pamLines(tree).some(picks)) return false;
  const always = (unknown: Walk['unknown']): boolean =>
    endsOf(tree, picks, returns, unknown).every(({reached}) => reached);
  if (always('any')) return true;
  return always('plain') ? null : false;
}

/** Whether one of these lines is run on some way through the stack. */
export function mayRun(tree: readonly PamNode[], picks: Picks, returns: Returns): boolean {
  return endsOf(tree, picks, returns, 'any').some(({reached}) => reached);
}
