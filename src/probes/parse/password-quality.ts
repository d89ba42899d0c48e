import type {Answers} from '../../model/probe.ts';
import type {FilesAsk} from '../../model/ask.ts';
import {assignmentsOf, intOrNull} from './config-lines.ts';
import {pamArg, type PamLine} from './pam.ts';
import {fileOrVendor, filesOverVendor, withVendor} from './vendor-files.ts';

const main = '/etc/security/pwquality.conf';
const parts = '/etc/security/pwquality.conf.d/*.conf';

export const qualityAsks: FilesAsk[] = withVendor(main, parts);

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

function ofPwquality(line: PamLine, conf: ReadonlyMap<string, string>): Quality {
  const lookup: Lookup = (name) => pamArg(line, name) ?? conf.get(name) ?? null;
  return {
    module: 'pam_pwquality',
    ...classesAndLength(lookup, 8, 0),
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

/** Lines whose refusal counts: not those that are optional, nor those behind one that ends the stack with the new password. */
function binding(stack: readonly PamLine[]): readonly PamLine[] {
  const end = stack.findIndex(({module, control}) => module === 'pam_unix.so' && control === 'sufficient');
  return (end === -1 ? stack : stack.slice(0, end + 1)).filter(({control}) => control !== 'optional');
}

/** What a new password must be, by the first module of the stack that demands something. @throws Gap */
export function readQuality(answers: Answers, stack: readonly PamLine[]): {quality: Quality; complete: boolean} {
  const conf = confOf(answers);
  const {complete} = filesOverVendor(answers, parts);
  for (const line of binding(stack)) {
    if (line.module === 'pam_pwquality.so') {
      const quality = complete ? weakened(ofPwquality(line, conf), line, conf) : {...none, module: 'pam_pwquality'};
      return {quality, complete};
    }
    if (line.module === 'pam_cracklib.so') return {quality: ofCracklib(line), complete: true};
    if (line.module === 'pam_passwdqc.so') return {quality: ofOther(line), complete: false};
  }
  const unix = stack.find((line) => line.module === 'pam_unix.so');
  return {quality: unix === undefined ? none : ofUnix(unix), complete: true};
}

/** With enforcing=0 a bad password is only warned about. */
function weakened(quality: Quality, line: PamLine, conf: ReadonlyMap<string, string>): Quality {
  const enforcing = pamArg(line, 'enforcing') ?? conf.get('enforcing');
  return enforcing === '0' ? {...quality, minLength: 0, minClasses: 0} : quality;
}
