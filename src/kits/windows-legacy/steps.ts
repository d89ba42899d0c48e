import type {WindowsAsk} from '../../model/ask.ts';
import type {CimAsk, MembersAsk, ProgramAsk, RegistryAsk} from '../../model/windows-ask.ts';

/** One thing that the collector for cmd.exe does for a question; `when`: only if the step before of another kind found the key or class, or did not. */
export type Step = {readonly when: 'always' | 'found' | 'missing'} & (
  | {readonly kind: 'query'; readonly key: string; readonly below: boolean}
  /** Only whether it can be read: nothing of it is written. */
  | {readonly kind: 'exists'; readonly key: string}
  | {readonly kind: 'value'; readonly key: string; readonly name: string}
  | {readonly kind: 'set'; readonly key: string; readonly name: string}
  /** Names of the keys right below one. */
  | {readonly kind: 'listing'; readonly key: string}
  /** A key, by its path below the root, of every user whose registry is loaded. */
  | {readonly kind: 'users'; readonly below: string; readonly all: boolean}
  /** Of every user: whether a key can be read, and the names of the keys right below it. */
  | {readonly kind: 'listings'; readonly below: string}
  | {readonly kind: 'instances'; readonly ask: CimAsk}
  /** Where a property is not known, all are asked for, and those that are wanted filtered out. */
  | {readonly kind: 'filtered'; readonly ask: CimAsk}
  | {readonly kind: 'group'; readonly ask: MembersAsk}
  | {readonly kind: 'members'; readonly ask: MembersAsk}
  | {readonly kind: 'program'; readonly ask: ProgramAsk}
);

/** Keys above one, the nearest first. */
function ancestors(key: string): string[] {
  const parts = key.split('\\');
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('\\'));
}

/** The key of each user that is asked for; null: the question is not about users. */
export const belowUsers = ({key}: RegistryAsk): string | null =>
  /^HKU\\\*\\(?<below>.+)$/.exec(key)?.groups?.['below'] ?? null;

function userSteps({depth}: RegistryAsk, below: string): Step[] {
  return [
    {kind: 'query', key: 'HKU', below: false, when: 'always'},
    {kind: 'users', below, all: depth !== 'key', when: 'found'},
    ...ancestors(below).map((above): Step => ({kind: 'listings', below: above, when: 'found'})),
    {kind: 'listings', below: '', when: 'found'},
  ];
}

function registrySteps(ask: RegistryAsk): Step[] | null {
  const {key, depth, values, hidden} = ask;
  const users = belowUsers(ask);
  if (users !== null) return hidden.length === 0 ? userSteps(ask, users) : null;
  const listings = ancestors(key).map((above): Step => ({kind: 'listing', key: above, when: 'missing'}));
  if (hidden.length === 0) return [{kind: 'query', key, below: depth !== 'key', when: 'always'}, ...listings];
  // cmd.exe cannot put aside a value of a list without taking what stands in the others for commands.
  if (values === null || depth !== 'key') return null;
  return [
    {kind: 'exists', key, when: 'always'},
    ...values.map((name): Step => ({kind: 'value', key, name, when: 'found'})),
    ...hidden.map((name): Step => ({kind: 'set', key, name, when: 'found'})),
    ...listings,
  ];
}

/** Characters that cmd.exe reads as more than themselves, in quotes as well. */
const unsafe = /["%^&|<>!]|[^ -~]/;

const textsOf = (ask: WindowsAsk): string[] => {
  switch (ask.kind) {
    case 'registry':
      return [ask.key, ...(ask.values ?? []), ...ask.hidden];
    case 'cim':
      return [ask.namespace, ask.class, ...ask.properties, ask.where ?? ''];
    case 'members':
      return [ask.sid];
    case 'program':
      return [ask.program, ...ask.args];
    default:
      return ask satisfies never;
  }
};

/** How cmd.exe puts a question; null: it cannot. */
export function stepsOf(ask: WindowsAsk): Step[] | null {
  if (textsOf(ask).some((text) => unsafe.test(text))) return null;
  switch (ask.kind) {
    case 'registry':
      return registrySteps(ask);
    case 'cim':
      return [
        {kind: 'instances', ask, when: 'always'},
        {kind: 'filtered', ask, when: 'missing'},
      ];
    case 'members':
      return [
        {kind: 'group', ask, when: 'always'},
        {kind: 'members', ask, when: 'found'},
      ];
    case 'program':
      return [{kind: 'program', ask, when: 'always'}];
    default:
      return ask satisfies never;
  }
}
