import test from 'ava';
import {isForAdministrators} from '../../../src/probes/parse/windows-sam-descriptor.ts';

const account = 'S-1-5-21-1004336348-1177238915-682003330';

for (const [descriptor, expected] of [
  ['O:BAG:BAD:(A;;RC;;;BA)', true],
  ['O:SYG:SYD:(A;;RC;;;BA)(A;;RC;;;SY)', true],
  [`O:BAG:BAD:PAI(A;;RC;;;S-1-5-32-544)(A;;RC;;;${account}-512)S:(AU;FA;RC;;;WD)`, true],
  ['O:BAG:BAD:(D;;RC;;;WD)(A;;RC;;;BA)', true],
  ['O:BAG:BAD:', true],
  ['O:BAG:BAD:(A;;RC;;;WD)', false],
  ['O:BAG:BAD:(A;;RC;;;BA)(A;;RC;;;DU)', false],
  ['O:BAG:BAD:(A;;RC;;;S-1-5-2)', false],
  [`O:BAG:BAD:(A;;RC;;;${account}-513)`, false],
  ['D:NO_ACCESS_CONTROL', false],
  [`O:BAG:BAD:(A;;RC;;;BA)(A;;RC;;;${account}-1105)`, undefined],
  [`O:BAG:BAD:(A;;RC;;;${account}-1105)(A;;RC;;;AU)`, false],
  ['O:BAG:BAD:(XA;;RC;;;WD;(Member_of {SID(BA)}))', undefined],
  ['O:BAG:BA', undefined],
  ['Administrators', undefined],
  ['', undefined],
] as const) {
  test(`remote queries of accounts are for administrators alone: ${String(expected)} by ${descriptor}`, (t) => {
    t.is(isForAdministrators(descriptor), expected);
  });
}
