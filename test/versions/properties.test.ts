import test from 'ava';
import fc from 'fast-check';
import {compareVersions} from '../../src/versions/index.ts';

const digits = fc.oneof(
  fc.nat({max: 3}).map(String),
  fc.constantFrom('0', '00', '01', '10', '010', '99999999999999999999'),
);
const optional = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), text);
const from = (alphabet: string, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...Array.from(alphabet)), {minLength: 1, maxLength})
    .map((characters) => characters.join(''));
const join = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(''));
const numbers = (minLength: number): fc.Arbitrary<string> =>
  fc.array(digits, {minLength, maxLength: 4}).map((parts) => parts.join('.'));

/** Small alphabets, so that equal prefixes and equal versions are frequent. */
const versions: Readonly<Record<string, fc.Arbitrary<string>>> = {
  deb: join(
    optional(fc.constantFrom('0:', '1:')),
    from('019.+~aZ', 6),
    optional(join(fc.constant('-'), from('01.+~a', 4))),
  ),
  rpm: join(
    optional(fc.constantFrom('0:', '1:')),
    from('019._+~^aZ', 6),
    optional(join(fc.constant('-'), from('01._~^a', 4))),
  ),
  apk: join(
    numbers(1),
    optional(fc.constantFrom('a', 'b')),
    optional(join(fc.constantFrom('_alpha', '_rc', '_git', '_p'), optional(digits))),
    optional(fc.constantFrom('_pre', '_p2')),
    optional(fc.constantFrom('-r0', '-r1', '-r10')),
  ),
  semver: join(
    fc.constantFrom('1.0.0', '1.0.1', '1.10.0'),
    optional(fc.constantFrom('-a', '-a.1', '-a.b', '-1', '-rc.10', '-rc.9')),
    optional(fc.constant('+x')),
  ),
  openssh: join(
    numbers(2).filter((text) => text.length < 12),
    optional(fc.constantFrom('p1', 'p2')),
    optional(fc.constant(' Debian-1')),
  ),
  cisco: join(
    fc.constantFrom('9.3', '15.2', '17.03.04'),
    optional(fc.constantFrom('(1)', '(7)', '(07)')),
    optional(fc.constantFrom('9', '10')),
  ),
  'yamaha-rt': join(optional(fc.constant('Rev.')), fc.constantFrom('14.01.', '15.02.'), from('019', 3)),
  'nec-ix': join(fc.constantFrom('9.5.', '10.7.', '10.10.'), from('019', 3)),
  'fujitsu-sir': join(
    optional(fc.constant('V')),
    fc.constantFrom('20.', '04.'),
    from('059', 2),
    optional(fc.constantFrom('NY0001', ' NY34')),
  ),
  fitelnet: join(
    fc.constantFrom('01.', '1.', '02.'),
    from('019', 2),
    optional(fc.constantFrom('(00)', '(01)', '(00)[1]00.00.0')),
  ),
  dotted: numbers(1),
  'alaxala-ax': join(
    fc.constantFrom('1.1', '1.2', '11.14', '11.7'),
    optional(fc.constantFrom('.A', '.Q', '.AA', '.AB')),
  ),
  'allied-awplus': join(
    fc.constantFrom('5.5.0', '5.5.2', '5.5.10'),
    optional(fc.constantFrom('-0.1', '-1.3', '-1.10')),
  ),
  'aruba-aoscx': join(
    optional(fc.constantFrom('FL.', 'ML.')),
    fc.constantFrom('10.13', '10.13.0000', '10.13.1101', '10.9.2'),
  ),
  'hpe-procurve': join(
    optional(fc.constantFrom('K.', 'YA.')),
    fc.constantFrom('16.11.0012', '16.9.0012', '15.18.0006'),
    optional(fc.constantFrom('m', 'a')),
  ),
  'hpe-comware': join(
    fc.constantFrom('7.1.070', '7.1.045', '5.20'),
    fc.constantFrom(' Release 2432', ', Release 99'),
    optional(fc.constantFrom('P06', 'P10')),
    optional(fc.constantFrom('H01', 'H2')),
  ),
  frr: join(
    fc.constantFrom('8.4', '8.4.4', '10.0', '10.0.0'),
    optional(fc.constantFrom('-dev', '-rc1', '-rc2', '_git1')),
  ),
  fortios: join(
    optional(fc.constant('v')),
    fc.constantFrom('6.4', '7.2.1', '7.2.10', '7.2.9'),
    optional(fc.constantFrom(',build1639,240313 (GA.M)', ',build1575')),
  ),
  junos: join(
    fc.constantFrom('20.4', '21.4'),
    fc.constantFrom('R1', 'R3', 'R10'),
    optional(fc.constantFrom('-S1', '-S2', '-S10')),
    optional(fc.constantFrom('.1', '.4', '.12')),
  ),
  panos: join(fc.constantFrom('10.1.9', '10.1.10', '10.2.0'), optional(fc.constantFrom('-h1', '-h10', '-b2', '-b10'))),
};

for (const [scheme, version] of Object.entries(versions)) {
  test(`${scheme}: reflexive, antisymmetric and transitive`, (t) => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const order = (x: string, y: string): number => compareVersions(scheme, x, y);
        if (order(a, a) !== 0 || order(a, b) + order(b, a) !== 0) return false;
        const [x = a, y = b, z = c] = [a, b, c].sort(order);
        return (
          order(x, y) <= 0 &&
          order(y, z) <= 0 &&
          order(x, z) <= 0 &&
          (order(x, z) < 0 || (order(x, y) === 0 && order(y, z) === 0))
        );
      }),
      {numRuns: 2000, seed: 20261122},
    );
    t.pass();
  });
}
