import {aclsOf, openResolver, recurses, statementOf, takesAll, type Acls, type Scope} from './named-access.ts';
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

function zonesOf(scope: Scope, list: readonly Statement[], acls: Acls): NamedZone[] {
  return named(list, 'zone').map((zone) => {
    const body = zone.body ?? [];
    const type = body.find((one) => one.words[0] === 'type')?.words[1] ?? '';
    const rule = statementOf([body, ...scope], 'allow-transfer')?.body ?? null;
    const words = rule?.map((one) => one.words.join(' ')) ?? null;
    return {
      name: zone.words[1] ?? '',
      type: types[type] ?? type,
      allowTransfer:
        words === null
          ? null
          : rule !== null && takesAll(rule, acls) === true
            ? [...new Set(['any', ...words])]
            : words,
    };
  });
}

/** Files that are included and were not seen, wherever that stands. */
function includesOf(list: readonly Statement[]): string[] {
  return list.flatMap(({words, body}) => (words[0] === 'include' ? [words[1] ?? ''] : includesOf(body ?? [])));
}

const types: Readonly<Record<string, string>> = {master: 'primary', slave: 'secondary'};

/** named.conf with what it includes; `textOf` gives the text of a file that was seen. https://bind9.readthedocs.io/ */
export function namedSettings(text: string, textOf?: (path: string) => string | null): NamedSettings {
  const list = statementsOf(text, textOf);
  const acls = aclsOf(named(list, 'acl'));
  const options = bodies(named(list, 'options'));
  const views = named(list, 'view').map((view): Scope => [view.body ?? [], options]);
  const scopes = views.length === 0 ? [[options]] : views;
  const open = openResolver(scopes, acls);
  const transfers = [...list, ...bodies([...named(list, 'view'), ...named(list, 'zone'), ...named(list, 'options')])];
  const rules = named([...transfers, ...bodies(named(transfers, 'zone'))], 'allow-transfer');
  return {
    recursion: scopes.some(recurses),
    openResolver: open,
    versionHidden: scopes.every((scope) => statementOf(scope, 'version') !== null),
    zones: [...zonesOf([options], list, acls), ...views.flatMap((scope) => zonesOf(scope, scope[0] ?? [], acls))],
    includes: includesOf(list),
    understood: open !== null && rules.every((rule) => takesAll(rule.body ?? [], acls) !== null),
  };
}
