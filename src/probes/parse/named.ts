import {openResolver, statementOf, takesAll, type Scope} from './named-access.ts';
import {statementsOf, type Statement} from './named-statements.ts';

export interface NamedZone {
  readonly name: string;
  readonly type: string;
  /** Who gets the zone as a whole; holds `any` where a list takes in everybody. null when nothing is said. */
  readonly allowTransfer: readonly string[] | null;
}

export interface NamedSettings {
  /** False when no view looks up the names of others. */
  readonly recursion: boolean;
  /** null when it depends on an access list that was not seen. */
  readonly openResolver: boolean | null;
  readonly versionHidden: boolean;
  readonly zones: readonly NamedZone[];
  readonly includes: readonly string[];
  /** False when an access list that is named was not seen. */
  readonly understood: boolean;
}

const named = (all: readonly Statement[], name: string): Statement[] => all.filter((one) => one.words[0] === name);
const bodies = (all: readonly Statement[]): Statement[] => all.flatMap((one) => one.body ?? []);

function zonesOf(scope: Scope, list: readonly Statement[], acls: readonly Statement[]): NamedZone[] {
  return named(list, 'zone').map((zone) => {
    const body = zone.body ?? [];
    const type = body.find((one) => one.words[0] === 'type')?.words[1] ?? '';
    const rule = statementOf([body, ...scope], 'allow-transfer')?.body ?? null;
    const words = rule?.map((one) => one.words.join(' ')) ?? null;
    return {
      name: zone.words[1] ?? '',
      type: type === 'master' ? 'primary' : type,
      allowTransfer:
        words === null
          ? null
          : rule !== null && takesAll(rule, acls) === true
            ? [...new Set(['any', ...words])]
            : words,
    };
  });
}

/** named.conf, all files together. https://bind9.readthedocs.io/ */
export function namedSettings(text: string): NamedSettings {
  const list = statementsOf(text);
  const acls = named(list, 'acl');
  const options = bodies(named(list, 'options'));
  const views = named(list, 'view').map((view): Scope => [view.body ?? [], options]);
  const scopes = views.length === 0 ? [[options]] : views;
  const open = openResolver(scopes, acls);
  const transfers = [...list, ...bodies([...named(list, 'view'), ...named(list, 'zone'), ...named(list, 'options')])];
  const rules = named([...transfers, ...bodies(named(transfers, 'zone'))], 'allow-transfer');
  return {
    recursion: scopes.some((scope) => statementOf(scope, 'recursion')?.words[1] !== 'no'),
    openResolver: open,
    versionHidden: scopes.every((scope) => statementOf(scope, 'version') !== null),
    zones: [...zonesOf([options], list, acls), ...views.flatMap((scope) => zonesOf(scope, scope[0] ?? [], acls))],
    includes: named([...list, ...bodies(named(list, 'view')), ...options], 'include').map((one) => one.words[1] ?? ''),
    understood: open !== null && rules.every((rule) => takesAll(rule.body ?? [], acls) !== null),
  };
}
