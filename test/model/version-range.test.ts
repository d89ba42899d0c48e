import test from 'ava';
import {compareSurely, rangeHolds} from '../../src/model/version-range.ts';

const orders: readonly [string, string, -1 | 0 | 1 | null][] = [
  ['2.10.0', '2.9.9', 1],
  ['V4.1.3', '4.1.3', 0],
  ['4.1', '4.1.0', 0],
  ['4.1', '4.1.2', -1],
  ['R6.07.10', 'R6.09', -1],
  ['7.5 SP2 Update 17', 'V7.5_SP2_Update_18', -1],
  ['7.5', '7.5 SP1', -1],
  ['2020 R2', '2020', 1],
  ['1.01A', '1.01B', -1],
  ['1.01', '1.01B', null],
  ['1.31', '1.4', null],
  ['1.3', '1.40', -1],
  ['2.10', '2.3', null],
  ['2.10', '3.3', -1],
  ['1.2', '20101', null],
  ['1.0 rc1', '1.0', null],
  ['latest', '1.0', null],
  ['１．２．０', '1.2.0', 0],
];

for (const [a, b, expected] of orders) {
  test(`${a} against ${b}: ${expected}`, (t) => {
    t.is(compareSurely(a, b), expected);
    t.is(compareSurely(b, a), expected === null ? null : expected === 0 ? 0 : expected === 1 ? -1 : 1);
  });
}

const ranges: readonly [string, string | null, boolean | null][] = [
  ['vers:all/*', null, true],
  ['All versions', '1.0.0', true],
  ['全バージョン', null, true],
  ['< V4.1.3', '4.1.2', true],
  ['< V4.1.3', '4.1.3', false],
  ['vers:all/<V5.6.0', '5.5.9', true],
  ['All versions < V8.4.0.1', '8.4.0.1', false],
  ['>= R6.01.10 | <= R6.07.10', 'R6.05.00', true],
  ['>= R6.01.10 | <= R6.07.10', 'R6.08.00', false],
  ['>= R6.01.10 | <= R6.07.10 (if P6E5000 is installed)', 'R6.05.00', null],
  ['>= R6.01.10 | <= R6.07.10 (if P6E5000 is installed)', 'R6.08.00', false],
  ['>= V3.0 and < V4.1', '3.5', true],
  ['>=1.0.0|<1.2.0|>=2.0.0|<2.1.0', '2.0.5', true],
  ['>=1.0.0|<1.2.0|>=2.0.0|<2.1.0', '1.5.0', false],
  ['7.30 | 7.40', '7.40', true],
  ['2.1.0 and prior', '2.0.0', true],
  ['prior to 2.1.0', '2.1.0', false],
  ['2.1.0以前', '2.1.0', true],
  ['2.1.0 未満', '2.1.0', false],
  ['< V4.1.3', null, null],
  ['', '1.0', null],
  ['>= 9.3.0 - but not including 9.3.8', '9.4.0', null],
  ['<= SP1', '1.0', null],
  ['<= 20101', '1.2', null],
  ['the first five digits of the serial number are 17061 or lower', '17000', null],
  ['<'.repeat(50_000), '1.0', null],
  [`< ${'1.'.repeat(90)}1`, '1.0', true],
  ['<= 1.0', '9'.repeat(5000), null],
];

for (const [range, version, expected] of ranges) {
  test(`${range.slice(0, 60)} holds ${(version ?? 'an unknown version').slice(0, 20)}: ${expected}`, (t) => {
    t.is(rangeHolds(range, version), expected);
  });
}
