import type {AssetKind} from './asset.ts';
import type {ParameterDeclaration, ParameterValue} from './parameters.ts';
import type {Bilingual} from './text.ts';

export type {ParameterDeclaration, ParameterValue} from './parameters.ts';

/** Guideline table 4-2: 0 none, 1 low, 2 medium, 3 high, 4 crisis. */
export type Severity = 0 | 1 | 2 | 3 | 4;
export type Effort = 'low' | 'medium' | 'high';
export interface Remediation {
  readonly effort: Effort;
  readonly when: 'now' | 'next-stop' | 'renewal' | 'compensate';
  readonly restarts: 'none' | 'service' | 'host';
  /** Findings with the same act are mended together; default: the check's own id. */
  readonly act: string;
  readonly text: Bilingual;
  /** Commands by platform or OS family, as a person would type them. */
  readonly commands: Readonly<Record<string, string>>;
}

export type Judge =
  {readonly kind: 'pass'; readonly expression: string} | {readonly kind: 'review'; readonly question: Bilingual};

export interface Example {
  readonly outcome: 'pass' | 'fail' | 'not-applicable' | 'not-tested' | 'manual';
  /** Name of a recording under `test/fixtures/recordings`, read through the real parsers. */
  readonly recording: string | null;
  /** It says of itself that no machine told it; what its recording says of itself counts as well (`exampleOrigin`). */
  readonly constructed: true | null;
  /** Facts written by hand, laid over those of the recording; `{gap: reason}` and `{incomplete: value}` are understood. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly asset: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** As-of time of this example, ISO 8601; null for the recording's own. */
  readonly at: string | null;
  readonly subject: string | null;
}

/** One YAML file under `checks/`, validated and with defaults filled in. */
export interface Check {
  readonly id: string;
  /** Folder under `checks/`: host, server, terminal, network, outside, control, site. */
  readonly group: string;
  readonly title: Bilingual;
  readonly why: Bilingual;
  readonly expect: Bilingual;
  readonly severity: Severity;
  readonly scope: 'asset' | 'zone' | 'site';
  /** Kinds of asset it speaks of; empty: all. */
  readonly kinds: readonly AssetKind[];
  /**
   * Ids of the platforms it speaks of, for what only these have; empty: all. Of an asset that did not tell what it is, it speaks as
   * well: it stays not tested there.
   */
  readonly platforms: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  readonly appliesTo: string | null;
  readonly judge: Judge;
  /** CEL list; one finding per element, read as `item`. */
  readonly forEach: string | null;
  /** CEL string over `item`: a key that stays the same from run to run. */
  readonly subject: string | null;
  readonly compensatedBy: string | null;
  readonly show: readonly string[];
  readonly remediation: Remediation;
  readonly references: readonly string[];
  readonly examples: readonly Example[];
  /** Path of the file relative to the checks folder, with `/`. */
  readonly file: string;
  /** sha256 of the file's bytes. */
  readonly digest: string;
}

/** Where `title` and `expect` name a parameter: `{days}` or `{params.days}`. */
export const parameterPlace = /\{(?:params\.)?(?<name>[A-Za-z][A-Za-z0-9]*)\}/g;

type Effective = Readonly<Record<string, {readonly value: ParameterValue}>>;

/** Words with their places filled: by what was judged by, where that is given, else by what the check has by default. */
export function filledWords(words: Bilingual, {parameters}: Check, effective: Effective = {}): Bilingual {
  const valueOf = (name: string): ParameterValue | undefined => effective[name]?.value ?? parameters[name]?.default;
  const filled = (text: string): string =>
    text.replaceAll(parameterPlace, (place, name: string) => String(valueOf(name) ?? place));
  return {en: filled(words.en), ja: filled(words.ja)};
}

export const titleOf = (check: Check, effective: Effective = {}): Bilingual =>
  filledWords(check.title, check, effective);
