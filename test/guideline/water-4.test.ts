import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {checkFile} from '../../src/check/schema.ts';
import {loadGuideline, loadProfile} from '../../src/guideline/load.ts';
import {awaited} from '../../src/model/guideline.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {repeatedWords, sourceClauses, sourceFolder, sourceText} from '../support/guideline-text.ts';

const folder = join(packageRoot, 'checks');
const groups = ['host', 'server', 'terminal', 'network', 'outside', 'control', 'site'] as const;

const heads = new Map(
  groups.flatMap((group) => {
    const files = existsSync(join(folder, group)) ? readdirSync(join(folder, group)) : [];
    return files
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => {
        const written = checkFile.parse(parse(readFileSync(join(folder, group, name), 'utf8')));
        return [name.slice(0, -5), written] as const;
      });
  }),
);

const guideline = loadGuideline(join(folder, 'guidelines/water-4.yaml'), heads);
const {clauses, sections} = guideline;

/** Runs a test against the guideline's own text, or says that it could not. */
function againstSource(title: string, run: (clause: (typeof clauses)[number], text: string) => string | null): void {
  test(title, (t) => {
    if (sourceClauses === null) {
      t.log(`${sourceFolder} is absent: not compared`);
      t.pass();
      return;
    }
    const texts = new Map(sourceClauses.map(({id, text}) => [id, text]));
    t.deepEqual(
      clauses.flatMap((clause) => run(clause, texts.get(clause.id) ?? '') ?? []),
      [],
    );
  });
}

const numbersOf = (id: string): number[] => id.split(/[.-]/).map(Number);

/** In a section its lists come first, then the rows of its tables (`T…`), then what its text alone says (`N…`). */
const letters = ['', 'T', 'N'];

function placeOf({id, section}: (typeof clauses)[number]): number[] {
  const [, letter = '', numbers = ''] = /^([A-Z]?)(.*)$/.exec(id) ?? [];
  return [...[...numbersOf(section), 0, 0].slice(0, 4), letters.indexOf(letter), ...numbersOf(numbers)];
}

function comesBefore(left: readonly number[], right: readonly number[]): boolean {
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs >= 0 && (left[differs] ?? 0) < (right[differs] ?? 0);
}

test('clauses stand once each, in the order of the guideline, below their section', (t) => {
  for (const [index, clause] of clauses.entries()) {
    const {id, section} = clause;
    const [chapter = ''] = section.split('.');
    t.true(id.startsWith(`${section}-`) || id.startsWith(`T${chapter}-`) || id.startsWith(`N${chapter}-`), id);
    const next = clauses[index + 1];
    if (next !== undefined) t.true(comesBefore(placeOf(clause), placeOf(next)), `${id} before ${next.id}`);
  }
  t.deepEqual(
    sections.map(({id}) => id),
    [...new Set(clauses.map(({section}) => section))],
  );
});

test('no clause of a section is left out', (t) => {
  if (sourceClauses === null) {
    t.log(`${sourceFolder} is absent: not compared`);
    t.pass();
    return;
  }
  const begun = new Set(sections.map(({id}) => id));
  t.deepEqual(
    clauses.map(({id}) => id),
    sourceClauses.filter(({section}) => begun.has(section)).map(({id}) => id),
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

againstSource('no clause repeats the words of the guideline', ({id, text}) => {
  const run = repeatedWords(text.ja);
  return run === null ? null : `${id}: ${run}`;
});

/** Table 1-1 of the guideline: what is 必要 is the least to be done; a duty or a ban says no less. */
const duty = /なければなら|てはなら|てはいけない|必須と|必要(?:である|がある|となる)。?$/u;

/** Clauses whose level a sentence gives that the list of clauses leaves out or sums up, by the end of that sentence. */
const introduced: Readonly<Record<string, string>> = {
  '2.1-02': 'セキュリティ体制の確立が必要である',
  'T2-1-1': '情報セキュリティに取り組む必要がある',
  'N2-3-1': '構築しておくことが必要である',
  '3.2.1-01': '確実なものとする必要がある',
  '3.2.2.1-02': '定義されることが必要となる',
  'N3-3-1': '定期的に分析することが必要である',
  'N3-4-2': '構成要素を特定しなければならない',
  'N3-4-3': '仕組みを構築する必要がある',
  'N3-4-4': '存在について留意する必要がある',
  'N3-5-20': '多層的な防御を実施していくことが必要である',
  '3.5.21-05': '委託業者にも適用することが必要である',
  'N4-3-1': 'テロに対しても実施する必要がある',
  'N4-3-3': '水道サービスを継続することが必要である',
  '6.1-01': '職員への教育が必要である',
};

againstSource('what the guideline demands is required, what it wishes is recommended', ({id, level}, text) => {
  const demanded = duty.test(introduced[id] ?? text.replaceAll(/\s/gu, '')) ? 'required' : 'recommended';
  return demanded === level ? null : `${id}: ${demanded}`;
});

test('a sentence that gives a level stands in the guideline', (t) => {
  if (sourceText === null) {
    t.log(`${sourceFolder} is absent: not compared`);
    t.pass();
    return;
  }
  const said = sourceText.replaceAll(/\s/gu, '');
  t.deepEqual(
    Object.values(introduced).filter((end) => !said.includes(`${end}。`)),
    [],
  );
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

test('no check decides a clause about the organisation', (t) => {
  const organisation = clauses.filter(({about}) => about === 'organisation');
  t.true(organisation.length > 0);
  t.deepEqual(
    organisation.filter(({checks}) => checks.some(({role}) => role === 'decides')).map(({id}) => id),
    [],
  );
});

test('checks that show a part of another matter stay with what they show', (t) => {
  const roles = (check: string) =>
    clauses.flatMap(({id, checks}) => checks.flatMap((each) => (each.id === check ? [`${id} ${each.role}`] : [])));
  // How many logons are cached tells nothing of how they are encrypted: 3.5.1-05.
  t.deepEqual(
    roles('windows-cached-logons').filter((role) => role.endsWith('decides')),
    [],
  );
  // An old engine of scripts is no matter of floods: 3.5.9-01.
  t.false(roles('windows-powershell-2').some((role) => role.startsWith('3.5.9-01')));
});

test('every clause that machines help with has a check, or says what it waits for', (t) => {
  t.deepEqual(
    clauses
      .filter(({mode, checks, awaits}) => mode !== 'attested' && checks.length === 0 && awaits.length === 0)
      .map(({id}) => id),
    [],
  );
});

test('what people answer for the whole site waits for no way of seeing', (t) => {
  t.deepEqual(
    clauses
      .filter(({about, mode, awaits}) => about === 'organisation' && mode === 'attested' && awaits.length > 0)
      .map(({id}) => id),
    [],
  );
});

test('what a clause waits for stands once, in the order of the closed list', (t) => {
  for (const {id, awaits} of clauses) {
    t.deepEqual(
      awaits,
      awaited.filter((way) => awaits.includes(way)),
      id,
    );
  }
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

test('every check serves a clause', (t) => {
  const mapped = new Set(clauses.flatMap(({checks}) => checks.map(({id}) => id)));
  t.deepEqual(
    [...heads.keys()].filter((id) => !mapped.has(id)),
    [],
  );
});

const profile = (id: string) => loadProfile(join(folder, 'profiles'), id, ['acceptance', 'audit', 'scheduled'], heads);

test('the scheduled profile selects every check but those of a delivery, and has a floor that a verdict needs', (t) => {
  const exclude = ['ordering-specification', 'patches-at-delivery'];
  t.like(profile('scheduled'), {include: ['*'], exclude, floor: 70, formats: []});
});

test('acceptance and audit select every check, and acceptance demands more of a scan', (t) => {
  t.like(profile('acceptance'), {include: ['*'], exclude: [], formats: ['html', 'json', 'acceptance']});
  t.like(profile('audit'), {include: ['*'], exclude: [], formats: ['html', 'json', 'csv', 'clauses']});
  t.true(profile('acceptance').floor > profile('scheduled').floor);
});
