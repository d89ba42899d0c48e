import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {createNmapXmlReader, hostsOfNmapXml, NmapXmlError, portStatesOf} from '../../src/model/nmap-xml/index.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {fastest, mutations, parameters} from './support.ts';

const folder = join(packageRoot, 'test/fixtures/nmap');
const seeds = ['services', 'two-hosts'].map((name) => readFileSync(join(folder, `${name}.xml`), 'utf8'));

type Report = ReturnType<typeof hostsOfNmapXml>;

/** null: it was refused. @throws what is no NmapXmlError, and for what no report can tell */
function read(text: string): Report | null {
  try {
    const report = hostsOfNmapXml(text);
    for (const host of report.hosts) {
      const {scanned, states, complete} = portStatesOf(report.scan, host, 'tcp');
      const all = scanned?.every((port) => states.has(port)) ?? false;
      if (complete && !all) throw new Error('complete, and not all of it');
      if (host.ports.some(({port}) => !(port >= 0 && port <= 65_535))) throw new Error('no port');
    }
    return report;
  } catch (error) {
    if (error instanceof NmapXmlError && error.problem.ja !== '' && error.problem.en !== '') return null;
    throw error;
  }
}

test('fuzz: a report with anything done to it is read, or refused with a sentence', (t) => {
  let refused = 0;
  const {numRuns} = parameters();
  fc.assert(
    fc.property(fc.constantFrom(...seeds), mutations, (text, mutate) => {
      if (read(mutate(text)) === null) refused += 1;
    }),
    parameters(),
  );
  t.true(refused > numRuns / 20, `only ${refused} were refused`);
});

const piece = fc.oneof(
  fc.constantFrom(
    '<host>',
    '</host>',
    '<ports>',
    '</ports>',
    '<port portid="1" protocol="tcp">',
    '</port>',
    '<script id="x">',
  ),
  fc.constantFrom(
    '</script>',
    '<table>',
    '</table>',
    '<elem key="a">',
    '</elem>',
    '<state state="open"/>',
    '<runstats>',
  ),
  fc.constantFrom(
    '</runstats>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x',
    '?>',
    '<!DOCTYPE nmaprun>',
    '"',
    "'",
    '<',
    '>',
  ),
  fc.constantFrom('&lt;', '&xxe;', '&#x1b;', '<__proto__ a="1">', '</__proto__>', '<nmaprun>', '</nmaprun>', '<a b="'),
  fc.string({maxLength: 8}),
);

test('fuzz: no tags in any order break the reader, nor does it matter in which parts they come', (t) => {
  const root = '<nmaprun scanner="nmap">';
  // The parser is given so many characters at once.
  const behind = 65_536 - root.length;
  fc.assert(
    fc.property(
      fc.array(piece, {maxLength: 40}),
      fc.nat(200),
      fc.integer({min: 1, max: 50}),
      (pieces, before, size) => {
        const text = pieces.join('');
        const whole = read(root + text);
        const apart = `${root}${' '.repeat(behind - before)}${text}`;
        const hosts: Report['hosts'][number][] = [];
        const reader = createNmapXmlReader((host) => void hosts.push(host));
        try {
          reader.write(apart.slice(0, behind - before));
          for (let at = behind - before; at < apart.length; at += size) reader.write(apart.slice(at, at + size));
          t.deepEqual({scan: reader.end(), hosts}, whole);
        } catch (error) {
          if (!(error instanceof NmapXmlError)) throw error;
          t.is(whole, null);
        }
      },
    ),
    parameters(),
  );
});

test('fuzz: what a scanner was told comes out as it went in', (t) => {
  const escape = (text: string): string =>
    text.replaceAll(/[^ -~]|[&<>"']/gu, (one) => `&#x${(one.codePointAt(0) ?? 0).toString(16)};`);
  const text = fc.string({unit: 'grapheme', maxLength: 60}).filter((one) => !one.includes('\0'));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), {maxLength: 5}), (scripts) => {
      const inside = scripts.map(([id, output]) => `<script id="${escape(id)}" output='${escape(output)}'/>`).join('');
      const report = read(`<nmaprun><host><hostscript>${inside}</hostscript></host></nmaprun>`);
      t.deepEqual(
        report?.hosts[0]?.hostScripts,
        scripts.map(([id, output]) => ({id, output, values: []})),
      );
    }),
    parameters(),
  );
});

test('fuzz: no piece that does not end, and no crowd of small ones, takes long', (t) => {
  const root = '<nmaprun scanner="nmap"><host>';
  for (const [start, filler] of [
    ['', 'a'],
    ['<a b="', 'x'],
    ['<a b="', '<'],
    ['<!--', '-'],
    ['<![CDATA[', ']'],
    ['<?', '?'],
    ['<a ', 'b="" '],
    ['<a ', '"'],
    ['', '&'],
    ['', '&#'],
    ['', '<a/>'],
    ['', '<port portid="1"/>'],
  ] as const) {
    const text = `${root}${start}${filler.repeat(Math.ceil(900_000 / filler.length))}`;
    const took = fastest(1000, () => void read(text));
    t.true(took < 1000, `${took.toFixed(0)} ms for ${start}${filler}`);
  }
});
