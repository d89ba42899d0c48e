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
  `"ImagePath"="C:\\\\app\\\\svc.exe /password:\\"${secret}\\" -v"`,
  `"ImagePath"="C:\\\\app\\\\svc.exe -pw \\"${secret}\\""`,
  `"ImagePath"="\\"C:\\\\app\\\\svc.exe\\" -P \\"two words ${secret}\\""`,
  `"ImagePath"="C:\\\\app\\\\svc.exe -pwd '${secret}'"`,
  `"ImagePath"="C:\\\\app\\\\svc.exe -pwd DOM\\\\${secret}"`,
  `PathName="C:\\Program Files\\svc.exe" -p "${secret}"`,
  `"ProxyServer"="operator:${secret}@proxy:8080"`,
  `"ProxyServer"="http=operator:${secret}@proxy:8080;https=proxy:8080"`,
  `    ProxyServer    REG_SZ    operator:${secret}@proxy:8080`,
  `    プロキシ サーバー:  operator:${secret}@proxy:8080`,
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

test('taken out: a login in the bytes of WinHttpSettings, as they are told and as reg.exe prints them', (t) => {
  const bytes = Buffer.concat([
    Buffer.from('2800000001000000030000001400000', 'hex'),
    Buffer.from('u:Zx9qW7@proxy:80'),
  ]);
  const told = `"WinHttpSettings"=hex:${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(',')}`;
  const printed = `    WinHttpSettings    REG_BINARY    ${bytes.toString('hex').toUpperCase()}`;
  const secretBytes = Buffer.from('Zx9qW7');
  t.false(redact(told).text.includes([...secretBytes].map((byte) => byte.toString(16)).join(',')));
  t.false(redact(printed).text.includes(secretBytes.toString('hex').toUpperCase()));
  for (const text of [told, printed]) t.is(redact(text).count, 1);
});

test('taken out, but no password by its look: a number after -p', (t) => {
  const {text} = redact('"ImagePath"="C:\\\\app\\\\svc.exe -p 8080 -v"');
  t.regex(text, /svc\.exe -p <secret kind=argument len=4 same=[0-9a-f]{4}> -v"$/);
});

const kept: readonly string[] = [
  '"ImagePath"="C:\\\\app\\\\svc.exe -p C:\\\\Data"',
  '"ProxyServer"="http=proxy:8080;https=proxy:8443"',
  '"ProxyOverride"="<local>;*.example.jp"',
  '"AutoConfigURL"="http://proxy.example.jp:8080/proxy.pac"',
  '"Name"="@FirewallAPI.dll,-32752"',
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
