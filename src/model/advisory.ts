export const advisorySeverities = ['none', 'low', 'medium', 'high', 'critical'] as const;
/** By the bounds of CVSS. */
export type AdvisorySeverity = (typeof advisorySeverities)[number];

/** Products that an advisory speaks of, as it writes them. */
export interface AdvisoryProduct {
  /** Empty where it names none. */
  readonly vendor: string;
  readonly product: string;
  /** Versions, as written: `< V4.1.3`; empty where it tells none. */
  readonly versions: string;
  /** `open`: still looked into, or told in a way that cannot be read. */
  readonly state: 'affected' | 'not-affected' | 'open';
  /** Of the weaknesses that it has; null where none is rated. */
  readonly severity: AdvisorySeverity | null;
  readonly cves: readonly string[];
}

/** What a maker or a coordinator published about weaknesses of products. */
export interface Advisory {
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
  /** `YYYY-MM-DD`. */
  readonly published: string | null;
  /** Of its newest revision, `YYYY-MM-DD`. */
  readonly revised: string | null;
  /** What mends it, as written. */
  readonly fixed: string | null;
  readonly products: readonly AdvisoryProduct[];
}

/** The feeds that a run is judged by. */
export interface Advisories {
  /** Sorted by id, each id once. */
  readonly advisories: readonly Advisory[];
  /** CVEs that are known to be exploited, sorted; null: no such list was given. */
  readonly exploited: readonly string[] | null;
}

/** `advisories.json` of a run. */
export interface AdvisoriesFile {
  readonly schema: 1;
  readonly advisories: Advisories;
}

/** Most characters of a text in an advisory that are kept. */
export const longestText = 300;

/** CVSS v3: 0, below 4, 7, 9, and above. */
export function severityOf(score: number): AdvisorySeverity | null {
  if (!(score >= 0 && score <= 10)) return null;
  if (score === 0) return 'none';
  return score < 4 ? 'low' : score < 7 ? 'medium' : score < 9 ? 'high' : 'critical';
}

/** The graver of two, what is not rated least. */
export function graver(a: AdvisorySeverity | null, b: AdvisorySeverity | null): AdvisorySeverity | null {
  if (a === null || b === null) return a ?? b;
  return advisorySeverities.indexOf(a) < advisorySeverities.indexOf(b) ? b : a;
}
