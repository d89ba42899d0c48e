import test from 'ava';
import {cimFlag, cimInt, cimList, cimText, cimTime, readInstances, readMembers} from '../../src/model/cim.ts';

// The first as the PowerShell program tells it, the second as wmic prints it on a Japanese Windows.
const forms: Readonly<Record<string, string>> = {
  PowerShell: `Name=Spooler
StartMode=Auto
ProcessId=1234
Started=TRUE
DisplayName=印刷スプーラー = x
InstallDate=2026-11-27T00:10:38.123Z
Paths={"a,b","c\\\\d"}

Name=Empty
StartMode=
ProcessId=
Started=FALSE
DisplayName=
InstallDate=
Paths=
`,
  wmic: `\r\r
\r\r
DisplayName=印刷スプーラー = x\r\r
InstallDate=20261127091038.123456+540\r\r
Name=Spooler\r\r
Paths={"a,b","c\\\\d"}\r\r
ProcessId=1234\r\r
Started=TRUE\r\r
StartMode=Auto\r\r
\r\r
\r\r
DisplayName=\r\r
InstallDate=\r\r
Name=Empty\r\r
Paths=\r\r
ProcessId=\r\r
Started=FALSE\r\r
StartMode=\r\r
`,
};

for (const [form, text] of Object.entries(forms)) {
  test(`${form}: instances and their properties`, (t) => {
    const [first, second, ...more] = readInstances(text);
    if (first === undefined || second === undefined) return t.fail();
    t.deepEqual(more, []);
    t.is(cimText(first, 'name'), 'Spooler');
    t.is(cimText(first, 'DisplayName'), '印刷スプーラー = x');
    t.is(cimInt(first, 'ProcessId'), 1234);
    t.is(cimFlag(first, 'Started'), true);
    t.is(cimTime(first, 'InstallDate'), '2026-11-27T00:10:38.123Z');
    t.deepEqual(cimList(first, 'Paths'), ['a,b', 'c\\d']);
    t.is(cimText(second, 'StartMode'), null);
    t.is(cimInt(second, 'ProcessId'), null);
    t.is(cimFlag(second, 'Started'), false);
    t.is(cimTime(second, 'InstallDate'), null);
    t.deepEqual(cimList(second, 'Paths'), []);
    return undefined;
  });
}

test('what is no number, boolean or time is none', (t) => {
  const [instance = new Map<string, string>()] = readInstances(
    'A=1e5\nB=yes\nC=2026-13-45T99:00:00.000Z\nD=20261301000000.000000+000',
  );
  t.is(cimInt(instance, 'A'), null);
  t.is(cimFlag(instance, 'B'), null);
  t.is(cimTime(instance, 'C'), null);
  t.is(cimTime(instance, 'D'), null);
});

test('members of a group, of any kind', (t) => {
  const text =
    'Group=PC\\管理者\n\nClass=Win32_UserAccount\nDomain=PC\nName=admin\n\nClass=Win32_Group\nDomain=SUIDO\nName=Domain Admins\n';
  t.deepEqual(readMembers(text), {
    group: 'PC\\管理者',
    members: [
      {class: 'Win32_UserAccount', domain: 'PC', name: 'admin'},
      {class: 'Win32_Group', domain: 'SUIDO', name: 'Domain Admins'},
    ],
  });
  t.deepEqual(readMembers('Group=PC\\Guests\n'), {group: 'PC\\Guests', members: []});
  t.is(readMembers(''), null);
});
