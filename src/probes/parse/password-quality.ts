import type {Answers} from '../../model/probe.ts';
import type {FilesAsk} from '../../model/ask.ts';
import {assignmentsOf, intOrNull} from './config-lines.ts';
import {controlOf} from './pam-control.ts';
import {asksDirectory} from './pam-modules.ts';
import {refusalCounts} from './password-stack.ts';
import {pamArg, pamLines, type PamLine, type PamNode} from './pam.ts';
import {isOldRedHat, releaseAsks} from './release.ts';
import {fileOrVendor, filesOverVendor, withVendor} from './vendor-files.ts';

const main = '/etc/security/pwquality.conf';
const parts = '/etc/security/pwquality.conf.d/*.conf';

export const qualityAsks: FilesAsk[] = [...withVendor(main, parts), ...releaseAsks];

export interface Quality {
  readonly module: string | null;
  /** Shortest password that can be accepted; credits for character classes are taken off. */
  readonly minLength: number | null;
  /** Character classes that must occur, 0 to 4. */
  readonly minClasses: number | null;
  readonly retry: number | null;
  readonly dictionary: boolean | null;
  readonly enforceForRoot: boolean | null;
}

const credits = ['dcredit', 'ucredit', 'lcredit', 'ocredit'] as const;
/** libpwquality and cracklib accept nothing shorter, whatever is written. */
const floor = 6;

type Lookup = (name: string) => string | null;

function confOf(answers: Answers): ReadonlyMap<string, string> {
  const texts = [...filesOverVendor(answers, parts).files, fileOrVendor(answers, main)].map((file) =>
    assignmentsOf(file?.text ?? ''),
  );
  return new Map(texts.flatMap((values) => [...values]));
}

function classesAndLength(lookup: Lookup, length: number, credit: number): Pick<Quality, 'minLength' | 'minClasses'> {
  const values = credits.map((name) => intOrNull(lookup(name) ?? undefined) ?? credit);
  const minimum = intOrNull(lookup('minlen') ?? undefined) ?? length;
  const off = values.filter((value) => value > 0).reduce((sum, value) => sum + value, 0);
  const required = values.filter((value) => value < 0).length;
  const minClasses = Math.max(required, intOrNull(lookup('minclass') ?? undefined) ?? 0);
  return {minLength: Math.max(floor, minimum - off), minClasses};
}

/** libpwquality before 1.3 asks for nine characters, and takes one off for each class; RHEL 7 and Amazon Linux 2 have it. */
function ofPwquality(line: PamLine, conf: ReadonlyMap<string, string>, old: boolean | null): Quality {
  const lookup: Lookup = (name) => pamArg(line, name) ?? conf.get(name) ?? null;
  const later = classesAndLength(lookup, 8, 0);
  const before = classesAndLength(lookup, 9, 1);
  const {minLength, minClasses} = old === true ? before : later;
  return {
    module: 'pam_pwquality',
    minLength: old === null && before.minLength !== later.minLength ? null : minLength,
    minClasses,
    retry: intOrNull(lookup('retry') ?? '1'),
    dictionary: lookup('dictcheck') !== '0' && lookup('enforcing') !== '0',
    enforceForRoot: lookup('enforce_for_root') !== null,
  };
}

function ofCracklib(line: PamLine): Quality {
  const lookup: Lookup = (name) => pamArg(line, name);
  return {
    module: 'pam_cracklib',
    ...classesAndLength(lookup, 9, 1),
    retry: intOrNull(lookup('retry') ?? '1'),
    dictionary: true,
    enforceForRoot: lookup('enforce_for_root') !== null,
  };
}

function ofUnix(line: PamLine): Quality {
  const minLength = intOrNull(pamArg(line, 'minlen') ?? '6');
  return {module: 'pam_unix', minLength, minClasses: 0, retry: null, dictionary: false, enforceForRoot: false};
}

/** The module alone: what pam_passwdqc and others demand is not of the form that we tell. */
function ofOther(line: PamLine): Quality {
  const module = line.module.replace(/\.so$/, '');
  return {module, minLength: null, minClasses: null, retry: null, dictionary: null, enforceForRoot: null};
}

const none: Quality = {
  module: null,
  minLength: null,
  minClasses: null,
  retry: null,
  dictionary: null,
  enforceForRoot: null,
};

/** Of two ways to change a password, what the weaker one demands. */
export function weakerQuality(one: Quality, other: Quality): Quality {
  const lower = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? null : Math.min(a, b);
  const both = (a: boolean | null, b: boolean | null): boolean | null => (a === null || b === null ? null : a && b);
  return {
    module: (other.minLength ?? -1) < (one.minLength ?? -1) ? other.module : one.module,
    minLength: lower(one.minLength, other.minLength),
    minClasses: lower(one.minClasses, other.minClasses),
    retry: one.retry,
    dictionary: both(one.dictionary, other.dictionary),
    enforceForRoot: both(one.enforceForRoot, other.enforceForRoot),
  };
}

const judges = ['pam_pwquality.so', 'pam_cracklib.so', 'pam_passwdqc.so'];
const judgesNothing =
  /^pam_(?:unix2?|deny|permit|pwhistory|gnome_keyring|kwallet5?|ecryptfs|systemd_home|echo|warn|nologin|rootok|localuser|usertype|succeed_if|faillock|tally2?|smbpass|mount|cap|env|limits)\.so$/;

/** Whether the stack has what may demand more of a new password than is known of it. */
function mayDemandMore(tree: readonly PamNode[]): boolean {
  return tree.some((node) => {
    if ('opaque' in node) return true;
    if ('substack' in node) return mayDemandMore(node.substack);
    const known = judges.includes(node.module) || judgesNothing.test(node.module) || asksDirectory(node);
    return !known || controlOf(node.control) === null;
  });
}

/**
 * What a new password must be, by the first module of the stack whose refusal counts. `complete` is false where the stack does
 * not show whether it does. @throws Gap
 */
export function readQuality(answers: Answers, tree: readonly PamNode[]): {quality: Quality; complete: boolean} {
  const conf = confOf(answers);
  const {complete} = filesOverVendor(answers, parts);
  const lines = pamLines(tree);
  for (const line of lines.filter(({module}) => judges.includes(module))) {
    const counts = refusalCounts(tree, line);
    if (counts === null) return {quality: none, complete: false};
    if (!counts) continue;
    if (line.module === 'pam_pwquality.so') {
      const quality = complete
        ? weakened(ofPwquality(line, conf, isOldRedHat(answers)), line, conf)
        : {...none, module: 'pam_pwquality'};
      return {quality, complete: complete && quality.minLength !== null};
    }
    if (line.module === 'pam_cracklib.so') return {quality: ofCracklib(line), complete: true};
    return {quality: ofOther(line), complete: false};
  }
  if (mayDemandMore(tree)) return {quality: none, complete: false};
  const unix = lines.find((line) => line.module === 'pam_unix.so');
  return {quality: unix === undefined ? none : ofUnix(unix), complete: true};
}

/** With enforcing=0 a bad password is only warned about. */
function weakened(quality: Quality, line: PamLine, conf: ReadonlyMap<string, string>): Quality {
  const enforcing = pamArg(line, 'enforcing') ?? conf.get('enforcing');
  return enforcing === '0' ? {...quality, minLength: 0, minClasses: 0} : quality;
}
