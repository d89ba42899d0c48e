import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {loadGuideline, loadProfile} from '../../src/guideline/load.ts';
import type {AssetKind} from '../../src/model/asset.ts';
import {packageRoot} from '../../src/model/paths.ts';

const folder = join(packageRoot, 'checks');
const groups = ['host', 'server', 'terminal', 'network', 'control', 'site'] as const;

interface CheckHead {
  readonly scope: string;
  readonly kinds: readonly AssetKind[];
}

const heads = new Map(
  groups.flatMap((group) => {
    const files = existsSync(join(folder, group)) ? readdirSync(join(folder, group)) : [];
    return files
      .filter((name) => name.endsWith('.yaml'))
      .map((name): [string, CheckHead] => {
        const written = parse(readFileSync(join(folder, group, name), 'utf8')) as Partial<CheckHead>;
        return [name.slice(0, -5), {scope: written.scope ?? 'asset', kinds: written.kinds ?? []}];
      });
  }),
);

const guideline = loadGuideline(join(folder, 'guidelines/water-4.yaml'), new Set(heads.keys()));
const {clauses, sections} = guideline;

/** The text of the guideline is not ours to hand out: it lies beside the repository, where it lies at all. */
const sourcePath = join(packageRoot, '../shared/guideline/clauses.tsv');
const source = existsSync(sourcePath)
  ? readFileSync(sourcePath, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter((cells) => cells.length >= 5)
      .map(([section = '', id = '', , , text = '']) => ({section, id, text}))
  : null;

/** Runs a test against the guideline's own text, or says that it could not. */
function againstSource(title: string, run: (clause: (typeof clauses)[number], text: string) => string | null): void {
  test(title, (t) => {
    if (source === null) {
      t.log(`${sourcePath} is absent: not compared`);
      t.pass();
      return;
    }
    const texts = new Map(source.map(({id, text}) => [id, text]));
    t.deepEqual(
      clauses.flatMap((clause) => run(clause, texts.get(clause.id) ?? '') ?? []),
      [],
    );
  });
}

const numbersOf = (id: string): number[] => id.split(/[.-]/).map(Number);

function comesBefore(a: string, b: string): boolean {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs >= 0 && (left[differs] ?? 0) < (right[differs] ?? 0);
}

test('clauses stand once each, in the order of the guideline, below their section', (t) => {
  for (const [index, {id, section}] of clauses.entries()) {
    t.true(id.startsWith(`${section}-`), id);
    const next = clauses[index + 1];
    if (next !== undefined) t.true(comesBefore(id, next.id), `${id} before ${next.id}`);
  }
  t.deepEqual(
    sections.map(({id}) => id),
    [...new Set(clauses.map(({section}) => section))],
  );
});

test('no clause of a section is left out', (t) => {
  if (source === null) {
    t.log(`${sourcePath} is absent: not compared`);
    t.pass();
    return;
  }
  const begun = new Set(sections.map(({id}) => id));
  t.deepEqual(
    clauses.map(({id}) => id),
    source.filter(({section}) => begun.has(section)).map(({id}) => id),
  );
});

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

for (const {id, text, note} of clauses) {
  test(`${id} is worded in both languages`, (t) => {
    t.regex(text.ja, japanese);
    t.notRegex(text.en, japanese);
    t.notRegex(text.ja, /。/u);
    t.notRegex(text.en, /\.$/);
    t.true(text.ja.length <= 60 && text.en.length <= 150);
    if (note === null) return;
    t.regex(note.ja, /^[^。]+。$/u);
    t.regex(note.ja, japanese);
    t.regex(note.en, /^[A-Z].*[^.]\.$/);
    t.notRegex(note.en, japanese);
  });
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');

function longestCommonRun(a: string, b: string): string {
  let best = '';
  for (let start = 0; start < a.length; start += 1) {
    while (start + best.length < a.length && b.includes(a.slice(start, start + best.length + 1)))
      best = a.slice(start, start + best.length + 1);
  }
  return best;
}

/** Longer than any word of ours that the guideline has too; its sentences are 20 to 90 characters long. */
const ownWords = 12;

againstSource('no clause repeats the words of the guideline', ({id, text}) => {
  const whole = (source ?? []).map((entry) => plain(entry.text)).join('\n');
  const run = longestCommonRun(plain(text.ja), whole);
  return run.length < ownWords ? null : `${id}: ${run}`;
});

/** Table 1-1 of the guideline: what is 必要 is the least to be done; a duty or a ban says no less. */
const duty = /なければなら|てはなら|てはいけない|必須と|必要(?:である|となる)。?$/u;

againstSource('what the guideline demands is required, what it wishes is recommended', ({id, level}, text) => {
  const demanded = duty.test(text.replaceAll(/\s/gu, '')) ? 'required' : 'recommended';
  return demanded === level ? null : `${id}: ${demanded}`;
});

test('a clause is automated just when one check settles it', (t) => {
  for (const {id, mode, checks} of clauses) {
    const settled = checks.some(({role, covers}) => role === 'decides' && covers === 'full');
    t.is(mode === 'automated', settled, id);
  }
});

test('no check decides a clause that people attest', (t) => {
  const attested = clauses.filter(({mode}) => mode === 'attested');
  t.true(attested.length > 0);
  t.deepEqual(
    attested.filter(({checks}) => checks.some(({role}) => role === 'decides')).map(({id}) => id),
    [],
  );
});

test('every clause that evidence helps with has evidence', (t) => {
  t.deepEqual(
    clauses.filter(({mode, checks}) => mode === 'assisted' && checks.length === 0).map(({id}) => id),
    [],
  );
});

test('a check speaks of assets that its clause speaks of', (t) => {
  for (const {id, kinds = [], checks} of clauses) {
    for (const {id: check} of checks) {
      const head = heads.get(check);
      const meets =
        head?.scope !== 'asset' ||
        kinds.length === 0 ||
        head.kinds.length === 0 ||
        head.kinds.some((kind) => kinds.includes(kind));
      t.true(meets, `${check} in ${id}`);
    }
  }
});

/** Checks that serve none of the sections written so far, and the clause that they wait for. */
const waiting: Readonly<Record<string, string>> = {
  'banner-system-details': 'T7-2-1',
  'kernel-redirects-not-sent': '3.5.17-05',
  'kernel-redirects-refused': '3.5.17-05',
  'kernel-router-advertisements': '3.5.17-17',
  'kernel-source-routing': '3.5.17-05',
  'mail-open-relay': '3.5.15-01',
  'mail-tls': '3.5.17-06',
  'samba-signing': '3.5.17-06',
  'web-hsts': '3.5.17-06',
  'web-version-hidden': '3.5.16-01',
};

test('every check serves a clause, or waits for one that is not written yet', (t) => {
  const mapped = new Set(clauses.flatMap(({checks}) => checks.map(({id}) => id)));
  const unmapped = [...heads.keys()].filter((id) => !mapped.has(id)).sort();
  t.deepEqual(unmapped, Object.keys(waiting).sort());
  const written = new Set(clauses.map(({id}) => id));
  t.deepEqual(
    Object.values(waiting).filter((clause) => written.has(clause)),
    [],
  );
});

const profile = (id: string) => loadProfile(join(folder, 'profiles'), id, ['acceptance', 'audit', 'scheduled']);

test('the scheduled profile selects every check but those of a delivery, and has a floor that a verdict needs', (t) => {
  const exclude = ['ordering-specification', 'patches-at-delivery'];
  t.like(profile('scheduled'), {include: ['*'], exclude, floor: 70, formats: []});
});

test('acceptance and audit select every check, and acceptance demands more of a scan', (t) => {
  t.like(profile('acceptance'), {include: ['*'], exclude: [], formats: ['html', 'json', 'acceptance']});
  t.like(profile('audit'), {include: ['*'], exclude: [], formats: ['html', 'json', 'csv', 'clauses']});
  t.true(profile('acceptance').floor > profile('scheduled').floor);
});
