import test from 'ava';
import {answersFrom, preferred} from '../src/answers.ts';
import {cim, members, registry, type WindowsAsk} from '../src/model/ask.ts';
import {successAnswer, type Answer, type Exchange} from '../src/model/evidence.ts';
import {Gap} from '../src/model/fact.ts';
import {numberIn} from '../src/model/registry.ts';

const at = '2026-11-26T03:00:00.000Z';

function told(ask: WindowsAsk, answer: Answer) {
  const request = {ask: ask.id, request: ask.id, via: 'ssh', privilege: 'root'} as const;
  const exchange: Exchange = {seq: 1, ...request, sentAt: at, receivedAt: at, answer};
  return answersFrom(preferred([exchange]), null, [ask]);
}

const key = registry('HKLM\\SOFTWARE\\Vendor');
const keyText = '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor]\n"First"=dword:5\n"Idle"=dword:dbba0';

test('what a cut answer of the registry ends in is not read, and what is not in it may be there', (t) => {
  const answers = told(key, successAnswer(keyText.slice(0, -4), {cut: true}));
  const table = answers.registry(key.id);
  t.is(numberIn(table?.root ?? null, 'First'), 5);
  t.is(numberIn(table?.root ?? null, 'Idle'), null);
  t.false(table?.complete);
  t.deepEqual([answers.cut, answers.missed, answers.isWhole(key.id)], [true, 'cut', false]);
});

test('a whole answer of the registry is read to its end', (t) => {
  const answers = told(key, successAnswer(keyText));
  const table = answers.registry(key.id);
  t.is(numberIn(table?.root ?? null, 'Idle'), 900_000);
  t.deepEqual([table?.complete, answers.missed, answers.isWhole(key.id)], [true, null, true]);
});

test('an answer that is cut before its first key ends tells of no key', (t) => {
  const answers = told(key, successAnswer('[HKEY_LOCAL_MACHINE\\SOFTWARE\\Ven', {cut: true}));
  t.throws(() => answers.registry(key.id), {instanceOf: Gap});
});

test('the last instance and the last member of a cut answer are left out', (t) => {
  const class_ = cim('Win32_Service', ['Name', 'Started']);
  const services = 'Name=a\nStarted=TRUE\n\nName=b\nStarted=TRUE';
  const names = (cut: boolean): (string | undefined)[] =>
    (told(class_, successAnswer(services, {cut})).instances(class_.id) ?? []).map((each) => each.get('name'));
  t.deepEqual([names(false), names(true)], [['a', 'b'], ['a']]);

  const group = members('S-1-5-32-544');
  const people =
    'Group=PC\\Administrators\n\nClass=Win32_UserAccount\nDomain=PC\nName=a\n\nClass=Win32_UserAccount\nDomain=PC\nName=b';
  const count = (cut: boolean): number | undefined =>
    told(group, successAnswer(people, {cut})).members(group.id)?.members.length;
  t.deepEqual([count(false), count(true)], [2, 1]);
});

test('what Windows does not have is absent, and whole', (t) => {
  const answers = told(key, successAnswer('', {absent: true}));
  t.is(answers.registry(key.id), null);
  t.true(answers.isWhole(key.id));
  t.false(answers.isWhole('another'));
});
