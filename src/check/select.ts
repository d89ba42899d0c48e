import type {Check} from '../model/check.ts';
import type {Profile} from '../model/guideline.ts';

/** `*`, a whole group as `host/*`, or one check id. */
function covers(pattern: string, check: Pick<Check, 'id' | 'group'>): boolean {
  return pattern === '*' || pattern === `${check.group}/*` || pattern === check.id;
}

export interface Selection<C> {
  /** In the order given. */
  readonly checks: readonly C[];
  /** Patterns of the profile that mean no check at all: surely a slip. */
  readonly unmatched: readonly string[];
}

/** The checks of a profile: what `include` names without what `exclude` names. */
export function selectChecks<C extends Pick<Check, 'id' | 'group'>>(
  checks: readonly C[],
  profile: Pick<Profile, 'include' | 'exclude'>,
): Selection<C> {
  const named = (patterns: readonly string[], check: C): boolean => patterns.some((pattern) => covers(pattern, check));
  return {
    checks: checks.filter((check) => named(profile.include, check) && !named(profile.exclude, check)),
    unmatched: [...profile.include, ...profile.exclude].filter(
      (pattern) => pattern !== '*' && !checks.some((check) => covers(pattern, check)),
    ),
  };
}
