import test from 'ava';
import {join} from 'node:path';
import {loadReferenceData} from '../../src/derive/data.ts';
import {redactors} from '../../src/devices.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {platforms} from '../../src/platforms/index.ts';

const {passwords} = loadReferenceData(join(packageRoot, 'checks/data'));
const redact = redactors(platforms, {dictionary: passwords, siteKey: 'test'})('windows');

const secret = 'Zx9-qW7!';

const hidden: readonly string[] = [
  `"ImagePath"="C:\\\\app\\\\svc.exe -p ${secret}"`,
  `"ImagePath"="\"C:\\\\Program Files\\\\app\\\\svc.exe\" -user sa -pwd ${secret} -k run"`,
  `"ImagePath"="C:\\\\app\\\\svc.exe /pass ${secret}"`,
  `"ImagePath"="C:\\\\app\\\\svc.exe /password:${secret}"`,
  `"ImagePath"="C:\\\\app\\\\svc.exe --token=${secret} --verbose"`,
  `PathName=C:\\app\\svc.exe --password ${secret}`,
  `"ProxyServer"="http://user:${secret}@proxy:8080"`,
  `"DefaultPassword"="${secret}"`,
  `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SNMP\\Parameters\\ValidCommunities]\n"${secret}"=dword:4`,
];
for (const line of hidden) {
  test(`taken out: ${line.slice(-60).replaceAll(secret, 'X').replaceAll('\n', ' ')}`, (t) => {
    const {text, count} = redact(line);
    t.false(text.includes(secret), text);
    t.is(count, 1);
    t.is(redact(text).text, text);
  });
}

const kept: readonly string[] = [
  '"ImagePath"="%systemroot%\\\\system32\\\\svchost.exe -k LocalServiceNetworkRestricted -p"',
  '"ImagePath"="%systemroot%\\\\system32\\\\svchost.exe -k netsvcs -p -s Schedule"',
  '"LimitBlankPasswordUse"=dword:1',
  '"MaximumPasswordAge"=dword:1e',
  '"fPromptForPassword"=dword:1',
  'PasswordRequired=TRUE',
  '"DisplayName"="Password Manager 3.1"',
];
for (const line of kept) test(`kept: ${line.slice(-60)}`, (t) => t.is(redact(line).text, line));

test('arguments take time linear in their length', (t) => {
  const long = `"ImagePath"="${' -p'.repeat(20_000)}${' '.repeat(20_000)}"`;
  const begun = performance.now();
  redact(long);
  t.true(performance.now() - begun < 2000);
});
