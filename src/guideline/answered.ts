import type {Awaited, Clause, Guideline, Level} from '../model/guideline.ts';

/** Clauses by how they are answered. */
export interface ModeCounts {
  readonly total: number;
  readonly automated: number;
  readonly assisted: number;
  readonly attested: number;
}

/** How the clauses of a guideline are answered, and how far checks serve them. In the guideline's order. */
export interface Answered extends ModeCounts {
  /** Clauses that a check serves. */
  readonly served: number;
  readonly levels: Readonly<Record<Level, ModeCounts>>;
  readonly sections: readonly ({readonly id: string} & ModeCounts)[];
  /** Clauses that no check serves, and the ways of seeing that they wait for; people answer the rest. */
  readonly withoutChecks: readonly {
    readonly id: string;
    readonly mode: Clause['mode'];
    readonly awaits: readonly Awaited[];
  }[];
  /** Clauses that checks serve in part only, and the ways of seeing that they wait for. */
  readonly awaiting: readonly {readonly id: string; readonly awaits: readonly Awaited[]}[];
  readonly checks: {readonly total: number; readonly mapped: number; readonly unmapped: readonly string[]};
}

export function modeCounts(clauses: readonly Pick<Clause, 'mode'>[]): ModeCounts {
  const count = (mode: Clause['mode']): number => clauses.filter((clause) => clause.mode === mode).length;
  return {
    total: clauses.length,
    automated: count('automated'),
    assisted: count('assisted'),
    attested: count('attested'),
  };
}

/** `checkIds` are those of every check there is. */
export function answered({clauses, sections}: Guideline, checkIds: readonly string[]): Answered {
  const mapped = new Set(clauses.flatMap(({checks}) => checks.map(({id}) => id)));
  const served = clauses.filter(({checks}) => checks.length > 0);
  const bare = clauses.filter(({checks}) => checks.length === 0);
  const ofLevel = (wanted: Level): ModeCounts => modeCounts(clauses.filter(({level}) => level === wanted));
  return {
    ...modeCounts(clauses),
    served: served.length,
    levels: {required: ofLevel('required'), recommended: ofLevel('recommended')},
    sections: sections.map(({id}) => ({id, ...modeCounts(clauses.filter(({section}) => section === id))})),
    withoutChecks: bare.map(({id, mode, awaits}) => ({id, mode, awaits})),
    awaiting: served.filter(({awaits}) => awaits.length > 0).map(({id, awaits}) => ({id, awaits})),
    checks: {
      total: checkIds.length,
      mapped: checkIds.filter((id) => mapped.has(id)).length,
      unmapped: checkIds.filter((id) => !mapped.has(id)),
    },
  };
}
