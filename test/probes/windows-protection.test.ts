import test from 'ava';
import {otherProgramsAsk, programsAsk} from '../../src/probes/asks/windows-software.ts';
import {factsOfRecording} from '../../src/recording.ts';
import {release, windowsFact, type WindowsTold} from '../support/windows-fact.ts';

const absent = {absent: true} as const;
const denied = {denied: true} as const;
const services = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services';
const discovery = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\WinHttp';
const lsa = '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa]';

/** The value of a field, and whether the fact is whole. */
function field(fact: string, name: string, told: Readonly<Record<string, WindowsTold>>): unknown {
  const found = windowsFact(fact, told);
  return found.state === 'known' ? (found.value as Record<string, unknown>)[name] : found.state;
}

for (const [host, fact, holds] of [
  [
    'ja-win11',
    'diskEncryption',
    {rootEncrypted: true, swap: 'encrypted', fileSystems: [{target: 'C:', encrypted: true}]},
  ],
  ['ja-win10-weak', 'diskEncryption', {rootEncrypted: false, swap: 'clear'}],
  ['ja-win11', 'firewall', {active: true, defaultDeny: true, inputPolicy: 'drop'}],
  ['ja-win10-weak', 'firewall', {active: false, defaultDeny: false, inputPolicy: 'accept'}],
  ['ja-server2019-weak', 'firewall', {active: true, defaultDeny: false}],
  ['ja-win10-weak', 'windowsFirewall', {anyRules: ['検針システム連携（全許可）']}],
  ['ja-win7-control', 'windowsApplicationControl', {enforced: true, codeIntegrity: 'off'}],
  ['ja-win11', 'windowsApplicationControl', {enforced: true, codeIntegrity: 'enforced'}],
  ['ja-win7-control', 'windowsRemovableMedia', {driverOff: true, products: []}],
  ['ja-win11', 'windowsRemovableMedia', {driverOff: false, readDenied: true, products: ['SKYSEA Client View']}],
  ['ja-win7-control', 'windowsAutorun', {autoplayOff: true, commandsOff: true, devicesOff: false}],
  ['ja-server2019-weak', 'windowsAutorun', {autoplayOff: false, commandsOff: false}],
  ['ja-win7-control', 'windowsCredentials', {wdigest: true, lmHashStored: false, lmCompatibility: 3}],
  ['ja-server2019-weak', 'windowsDefender', {running: true, realTime: false, tamperProtection: false}],
  ['ja-win7-control', 'windowsDefender', {installed: false}],
  ['ja-win10-weak', 'windowsNameResolution', {llmnr: true, wpad: true}],
  ['ja-win7-control', 'antivirus', {products: []}],
] as const) {
  test(`${host} tells of ${fact}: ${JSON.stringify(holds)}`, (t) => {
    const found = factsOfRecording(`windows/${host}.protection`).facts[fact];
    t.is(found?.state, 'known');
    if (found?.state === 'known') t.like(found.value, holds as never);
  });
}

test('a product beside Defender that steps back is the one that protects, with the day of its signatures', (t) => {
  const found = factsOfRecording('windows/ja-win10-weak.protection').facts['antivirus'];
  t.like(found, {
    state: 'known',
    value: {
      products: [
        {
          ...{id: 'trend-apex-one', version: '14.0.9204', running: true, realTime: true},
          ...{signatureAt: '2026-08-07T00:00:00.000Z', autoUpdate: null},
        },
      ],
    },
  });
});

for (const [service, signatures] of [
  ['CSFalconService', false],
  ['SentinelAgent', false],
  ['ntrtscan', true],
] as const) {
  test(`signatures of the product with the service ${service}: ${signatures}`, (t) => {
    const told = {'service-states': `Name=${service}\nState=Running\nProcessId=8`};
    t.like(field('antivirus', 'products', told), {0: {running: true, signatures}, length: 1});
  });
}

test('that a product of Windows does not tell all leaves the list of products whole', (t) => {
  const found = factsOfRecording('windows/ja-server2019-weak.protection').facts['antivirus'];
  t.like(found, {state: 'known', complete: true, value: {products: [{realTime: false, autoUpdate: null}]}});
});

for (const [build, type, edition, server, client] of [
  [7601, 1, 'Professional', false, false],
  [22631, 1, 'Enterprise', false, false],
  [26100, 1, 'Enterprise', true, true],
  [26100, 1, 'Core', null, null],
  [26100, 3, 'ServerStandard', false, true],
  [20348, 2, 'ServerStandard', null, null],
] as const) {
  test(`SMB signing where nothing is set: build ${build}, product type ${type}, ${edition}`, (t) => {
    const told = {
      ...release(build, type, edition),
      'smb-server': `[${services}\\LanmanServer\\Parameters]`,
      'smb-client': `[${services}\\LanmanWorkstation\\Parameters]`,
    };
    t.is(field('windowsSmb', 'serverSigning', told), server);
    t.is(field('windowsSmb', 'clientSigning', told), client);
  });
}

for (const [build, driver, value, expected] of [
  [7601, absent, '', false],
  [7601, `[${services}\\srv]\n"Start"=dword:4`, '', false],
  [7601, `[${services}\\srv]\n"Start"=dword:3`, '', true],
  [7601, `[${services}\\srv]\n"Start"=dword:3`, '\n"SMB1"=dword:0', false],
  [7601, `[${services}\\srv]\n"Start"=dword:3`, '\n"SMB1"=dword:1', true],
  [2600, `[${services}\\srv]\n"Start"=dword:3`, '\n"SMB1"=dword:0', true],
  [null, `[${services}\\srv]\n"Start"=dword:3`, '\n"SMB1"=dword:0', null],
  [7601, denied, '\n"SMB1"=dword:1', null],
  [7601, denied, '\n"SMB1"=dword:0', false],
] as const) {
  test(`SMB 1 is offered by build ${build}: ${String(expected)} by ${JSON.stringify(driver)} and "${value}"`, (t) => {
    const server = {'smb-server': `[${services}\\LanmanServer\\Parameters]${value}`, 'smb1-server-driver': driver};
    const told = {...(build === null ? {} : release(build, 1)), ...server};
    t.is(field('windowsSmb', 'smb1Server', told), expected);
  });
}

for (const [build, driver, expected] of [
  [2600, absent, true],
  [6001, absent, false],
  [7601, `[${services}\\mrxsmb10]\n"Start"=dword:2`, true],
  [7601, `[${services}\\mrxsmb10]\n"Start"=dword:4`, false],
  [null, absent, null],
] as const) {
  test(`SMB 1 is spoken by the client of build ${build}: ${String(expected)} by ${JSON.stringify(driver)}`, (t) => {
    const told = {...(build === null ? {} : release(build, 1)), 'smb1-client-driver': driver};
    t.is(field('windowsSmb', 'smb1Client', told), expected);
  });
}

for (const [build, edition, expected] of [
  [15063, 'ProfessionalWorkstation', true],
  [19045, 'ProfessionalWorkstation', false],
  [19045, 'ProfessionalWorkstationN', false],
  [19045, 'Professional', true],
  [19045, 'Enterprise', false],
] as const) {
  test(`guest logons where nothing is set: ${expected} by ${edition} of build ${build}`, (t) => {
    const client = {'smb-client': `[${services}\\LanmanWorkstation\\Parameters]`, 'smb-client-policy': absent};
    t.is(field('windowsSmb', 'insecureGuest', {...release(build, 1, edition), ...client}), expected);
  });
}

for (const [told, expected] of [
  [`${lsa}\n"NoLMHash"=dword:0`, true],
  [lsa, false],
  [`${lsa}\n${lsa} denied`, null],
  [`${lsa}\n"NoLMHash"="on"`, null],
  [denied, null],
] as const) {
  test(`a default holds only where nothing surely is set: ${JSON.stringify(told)}`, (t) => {
    const all = {
      ...release(19045, 1),
      'lsa-protection': told,
      'system-policy': absent,
      ntlm: absent,
      wdigest: absent,
      Win32_DeviceGuard: absent,
    };
    t.is(field('windowsCredentials', 'lmHashStored', all), expected);
    const fact = windowsFact('windowsCredentials', all);
    t.is(fact.state === 'known' && fact.complete, expected !== null);
  });
}

for (const [build, own, policy, expected] of [
  [19045, null, null, false],
  [19045, 0, null, false],
  [19045, 1, null, true],
  [19045, 2, null, false],
  [22621, 2, null, true],
  [26100, null, null, null],
  [26100, 1, 1, true],
  [26100, null, 1, null],
  [26100, 1, 0, null],
] as const) {
  test(`LSA is protected: ${String(expected)} in build ${String(build)} by ${String(own)}, policy ${String(policy)}`, (t) => {
    const value = (level: number | null): string => (level === null ? '' : `\n"RunAsPPL"=dword:${String(level)}`);
    const told = {
      ...release(build, 1),
      'lsa-protection': `${lsa}${value(own)}`,
      'system-policy': `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\System]${value(policy)}`,
    };
    t.is(field('windowsCredentials', 'lsaProtected', told), expected);
    t.is(field('windowsCredentials', 'lsaProtected', {...told, 'system-policy': denied}), null);
  });
}

test('a policy that cannot be read may be set otherwise than the computer says', (t) => {
  const local =
    '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\LanmanWorkstation\\Parameters]\n"AllowInsecureGuestAuth"=dword:0';
  t.is(
    field('windowsSmb', 'insecureGuest', {...release(19045, 1), 'smb-client': local, 'smb-client-policy': absent}),
    false,
  );
  t.is(
    field('windowsSmb', 'insecureGuest', {...release(19045, 1), 'smb-client': local, 'smb-client-policy': denied}),
    null,
  );
});

test('a disk that speaks USB Attached SCSI is not stopped by USBSTOR, but before Windows 8 there is no such driver', (t) => {
  const usb = {'usb-storage-driver': `[${services}\\USBSTOR]\n"Start"=dword:4`};
  const scsi = {'usb-scsi-driver': `[${services}\\UASPStor]\n"Start"=dword:4`};
  t.is(field('windowsRemovableMedia', 'driverOff', {...usb, 'usb-scsi-driver': absent, ...release(19045, 1)}), false);
  t.is(field('windowsRemovableMedia', 'driverOff', {...usb, ...scsi, ...release(19045, 1)}), true);
  t.is(field('windowsRemovableMedia', 'driverOff', {...usb, 'usb-scsi-driver': absent, ...release(7601, 1)}), true);
});

for (const [build, values, expected] of [
  [19045, '', true],
  [19045, '\n"MitigationOptions"=hex:0000000000000000', true],
  [19045, '\n"MitigationOptions"=hex:0001000000000000', true],
  [19045, '\n"MitigationOptions"=hex:2000000000000000', null],
  [19045, '\n"MitigationOptions"=hex:2222222222222222\n"DisableExceptionChainValidation"=dword:0', null],
  [19045, '\n"MitigationOptions"=hex:20\n"DisableExceptionChainValidation"=dword:1', false],
  [7601, '', false],
] as const) {
  test(`exception chains are validated: ${String(expected)} in build ${build} by ${JSON.stringify(values)}`, (t) => {
    const manager = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager';
    const told = {...release(build, 1), 'session-manager': `[${manager}]\n[${manager}\\kernel]${values}`};
    t.is(field('windowsMitigations', 'sehop', told), expected);
  });
}

const restrictions = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\DeviceInstall\\Restrictions';
const listed = (list: string, id: string): string => `\n"${list}"=dword:1\n[${restrictions}\\${list}]\n"1"="${id}"`;

for (const [values, expected] of [
  ['', false],
  ['\n"DenyUnspecified"=dword:0', false],
  ['\n"DenyUnspecified"=dword:1', true],
  [`\n"DenyUnspecified"=dword:1${listed('AllowDeviceIDs', 'USBSTOR\\\\DiskExample_Secure_Disk____1.00')}`, true],
  [`\n"DenyUnspecified"=dword:1${listed('AllowDeviceClasses', '{4D36E967-E325-11CE-BFC1-08002BE10318}')}`, false],
  [`\n"DenyUnspecified"=dword:1${listed('AllowDeviceClasses', '{36fc9e60-c465-11cf-8056-444553540000}')}`, true],
  [`\n"DenyUnspecified"=dword:1${listed('AllowDeviceIDs', 'USBSTOR\\\\GenDisk')}`, false],
  ['\n"DenyUnspecified"=dword:1\n"AllowDenyLayered"=dword:1', null],
  [`\n"DenyUnspecified"=dword:1\n"AllowDeviceIDs"=dword:1\n[${restrictions}\\AllowDeviceIDs] denied`, null],
] as const) {
  test(`listed devices alone are installed: ${String(expected)} by ${JSON.stringify(values)}`, (t) => {
    t.is(
      field('windowsRemovableMedia', 'allowList', {'device-install-policy': `[${restrictions}]${values}`}),
      expected,
    );
  });
}

const noPrograms = {[programsAsk.id]: absent, [otherProgramsAsk.id]: absent};
const srp = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\SrpV2';
const account = 'S-1-5-21-1004336348-1177238915-682003330';
const exceptions = '<Exceptions><FilePathCondition Path=\\"%OSDRIVE%\\\\Users\\\\*\\"/></Exceptions>';
const xml = (sid: string, path: string, more: string): string =>
  `<FilePathRule Id=\\"a\\" Name=\\"${path}\\" Description=\\"\\" UserOrGroupSid=\\"${sid}\\" Action=\\"Allow\\"><Conditions><FilePathCondition Path=\\"${path.replaceAll('\\', '\\\\')}\\"/></Conditions>${more}</FilePathRule>`;
const rules = (mode: string, sid: string, path: string, more = ''): string =>
  `[${srp}]\n[${srp}\\Exe]${mode}\n[${srp}\\Exe\\{a}]\n"Value"="${xml(sid, path, more)}"`;
const publisher = (sid: string, name: string): string => {
  const condition = `<FilePublisherCondition PublisherName=\\"${name}\\" ProductName=\\"*\\" BinaryName=\\"*\\"><BinaryVersionRange LowSection=\\"*\\" HighSection=\\"*\\"/></FilePublisherCondition>`;
  const rule = `<FilePublisherRule Id=\\"a\\" Name=\\"p\\" Description=\\"\\" UserOrGroupSid=\\"${sid}\\" Action=\\"Allow\\"><Conditions>${condition}</Conditions></FilePublisherRule>`;
  return `[${srp}]\n[${srp}\\Exe]\n"EnforcementMode"=dword:1\n[${srp}\\Exe\\{a}]\n"Value"="${rule}"`;
};
const running = 'Name=AppIDSvc\nState=Running\n';
const enforce = '\n"EnforcementMode"=dword:1';

for (const [title, locker, states, system, expected] of [
  ['rules without a mode', rules('', 'S-1-1-0', '%PROGRAMFILES%\\*'), running, release(22631, 1), true],
  ['rules that are enforced', rules(enforce, 'S-1-1-0', '%PROGRAMFILES%\\*'), running, release(22631, 1), true],
  ['audit alone', rules('\n"EnforcementMode"=dword:0', 'S-1-1-0', '%WINDIR%\\*'), running, release(22631, 1), false],
  ['no service', rules(enforce, 'S-1-1-0', '%WINDIR%\\*'), 'Name=AppIDSvc\nState=Stopped\n', release(22631, 1), false],
  ['everything to everybody', rules(enforce, 'S-1-1-0', '*'), running, release(22631, 1), false],
  ['everything to administrators', rules(enforce, 'S-1-5-32-544', '*'), running, release(22631, 1), true],
  ['every program by its name', rules(enforce, 'S-1-1-0', '*.exe'), running, release(22631, 1), false],
  ['what anybody signed', publisher('S-1-1-0', '*'), running, release(22631, 1), false],
  ['what one maker signed', publisher('S-1-1-0', 'O=EXAMPLE, C=JP'), running, release(22631, 1), true],
  ['everything to Domain Users', rules(enforce, `${account}-513`, '*'), running, release(22631, 1), false],
  ['everything to Domain Admins', rules(enforce, `${account}-512`, '*'), running, release(22631, 1), true],
  ['everything to a group', rules(enforce, `${account}-1105`, '*'), running, release(22631, 1), null],
  ['folders of users', rules(enforce, 'S-1-5-11', '%OSDRIVE%\\Users\\*'), running, release(22631, 1), false],
  ['USB sticks', rules(enforce, 'S-1-1-0', '%HOT%\\*'), running, release(22631, 1), false],
  ['a folder of a drive', rules(enforce, 'S-1-1-0', 'D:\\SCADA\\*'), running, release(22631, 1), true],
  ['everything with exceptions', rules(enforce, 'S-1-1-0', '*', exceptions), running, release(22631, 1), null],
  [
    'an edition that does not enforce',
    rules(enforce, 'S-1-1-0', '%WINDIR%\\*'),
    running,
    release(7601, 1, 'Professional'),
    false,
  ],
  ['services that are not told', rules(enforce, 'S-1-1-0', '%WINDIR%\\*'), denied, release(22631, 1), null],
] as const) {
  test(`AppLocker stops what is not allowed: ${String(expected)}: ${title}`, (t) => {
    const others = {'software-restriction': absent, solidifier: absent, Win32_DeviceGuard: absent, ...noPrograms};
    const told = {...system, ...others, 'app-locker': locker, 'service-states': states};
    t.is(field('windowsApplicationControl', 'enforced', told), expected);
  });
}

const protocol = (name: string, side: string, values: string): string =>
  `HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\${name}\\${side}\n${values}`;
const schannel = 'reg.exe query HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL /s';
const root = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL';

for (const [build, values, expected] of [
  [19045, '', true],
  [19045, '    Enabled    REG_DWORD    0x0', false],
  [19045, '    DisabledByDefault    REG_DWORD    0x1', null],
  [26100, '', null],
  [26100, '    Enabled    REG_DWORD    0xffffffff\n    DisabledByDefault    REG_DWORD    0x0', true],
  [19045, '    Enabled    REG_SZ    off', null],
] as const) {
  test(`TLS 1.0 as a server: ${String(expected)} in build ${build} by "${values.trim()}"`, (t) => {
    const text = `\n${root}\n    EventLogging    REG_DWORD    0x1\n\n${protocol('TLS 1.0', 'Server', values)}\n`;
    const states = field('windowsTls', 'protocols', {
      ...release(build, 3),
      [schannel]: text,
      'framework-crypto': absent,
      'framework-crypto-32': absent,
    });
    const found = (states as {protocol: string; server: boolean | null}[]).find((each) => each.protocol === 'TLS 1.0');
    t.is(found?.server, expected);
  });
}

test('a cipher with a slash in its name is found', (t) => {
  const text = `\n${root}\n\n${root}\\Ciphers\\RC4 128/128\n    Enabled    REG_DWORD    0x0\n`;
  const states = field('windowsTls', 'ciphers', {
    ...release(9600, 3),
    [schannel]: text,
    'framework-crypto': absent,
    'framework-crypto-32': absent,
  });
  t.like(
    (states as {cipher: string; enabled: boolean | null}[]).find(({cipher}) => cipher === 'RC4 128/128'),
    {enabled: false},
  );
});

for (const [build, revision, expected] of [
  [17763, 2113, false],
  [17763, 2114, true],
  [19045, 1, true],
  [9600, 0, null],
] as const) {
  test(`printer drivers are left to administrators by default: ${String(expected)} in ${build}.${revision}`, (t) => {
    const key = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
    const version = `[HKEY_LOCAL_MACHINE\\${key}]\n"CurrentBuild"="${build}"\n"UBR"=dword:${revision.toString(16)}`;
    const told = {
      ...release(build, 3),
      [`HKLM\\${key}`]: version,
      'printer-policy': absent,
      spooler: `[${services}\\Spooler]\n"Start"=dword:2`,
    };
    t.is(field('windowsPrinting', 'driversByAdministrators', told), expected);
  });
}

test('exclusions that are hidden from a user are not taken for none', (t) => {
  const told = {
    MSFT_MpComputerStatus: 'AMServiceEnabled=TRUE\nAMRunningMode=Normal\nAntivirusEnabled=TRUE\n',
    MSFT_MpPreference: 'ExclusionPath={"N/A: Must be an administrator to view exclusions"}\nPUAProtection=1\n',
    'defender-policy': absent,
  };
  const fact = windowsFact('windowsDefender', told);
  t.like(fact, {state: 'known', complete: false, value: {exclusions: []}});
});

test('an adapter that takes NetBIOS from DHCP has it on, unless the server says no', (t) => {
  const id = '{7C2E5B0D-3C0F-47F7-9C0A-0B2C7B6D9E11}';
  const key = `${services}\\NetBT\\Parameters\\Interfaces`;
  const adapter = `Description=a\nSettingID=${id}\nTcpipNetbiosOptions=0\nDHCPEnabled=TRUE\n`;
  for (const [value, netbios] of [
    ['', true],
    ['\n"DhcpNetbiosOptions"=dword:2', false],
  ] as const) {
    const told = {'netbios-adapters': adapter, 'netbios-interfaces': `[${key}]\n[${key}\\Tcpip_${id}]${value}`};
    t.deepEqual(field('windowsNameResolution', 'adapters', told), [{name: 'a', netbios}]);
  }
});

test('a firewall of another maker leaves open whether packets are filtered', (t) => {
  const profile = (name: string): string =>
    `[${services}\\SharedAccess\\Parameters\\FirewallPolicy\\${name}]\n"EnableFirewall"=dword:0`;
  const told = {
    ...release(19045, 1),
    'firewall-policy': absent,
    'firewall-domain': profile('DomainProfile'),
    'firewall-private': profile('StandardProfile'),
    'firewall-public': profile('PublicProfile'),
    'firewall-rules': absent,
    'firewall-policy-rules': absent,
    'service-states': 'Name=MpsSvc\nState=Running\n',
  };
  t.is(field('firewall', 'active', {...told, FirewallProduct: ''}), false);
  const other = 'displayName=Symantec Endpoint Protection\nproductState=266240\n';
  t.is(field('firewall', 'active', {...told, FirewallProduct: other}), null);
});

for (const [descriptor, expected] of [
  ['O:BAG:BAD:(A;;RC;;;BA)', true],
  ['O:BAG:BAD:(A;;RC;;;DU)', false],
  [`O:BAG:BAD:(A;;RC;;;${account}-1105)`, null],
] as const) {
  test(`remote queries of accounts are limited: ${String(expected)} by ${descriptor}`, (t) => {
    const told = {...release(19045, 1), 'lsa-protection': `${lsa}\n"RestrictRemoteSAM"="${descriptor}"`};
    t.is(field('windowsAnonymousAccess', 'remoteSamRestricted', told), expected);
  });
}

for (const [build, value, start, expected] of [
  [19045, '', 3, true],
  [19045, '"DisableWpad"=dword:0', 3, true],
  [19045, '"DisableWpad"=dword:1', 3, false],
  [17763, '"DisableWpad"=dword:1', 3, false],
  [14393, '"DisableWpad"=dword:1', 3, null],
  [14393, '"DisableWpad"=dword:1', 4, false],
  [14393, '', 3, true],
] as const) {
  test(`a web proxy is looked for: ${String(expected)} in build ${build} by ${value}, start ${start}`, (t) => {
    const told = {
      ...release(build, 3),
      'web-proxy-discovery': `[${discovery}]\n${value}`,
      'web-proxy-service': `[${services}\\WinHttpAutoProxySvc]\n"Start"=dword:${start}`,
    };
    t.is(field('windowsNameResolution', 'wpad', told), expected);
  });
}

for (const [build, exceptions, complete] of [
  [7601, '', true],
  [2600, '', false],
  [3790, '', false],
  [2600, '\n"DoNotAllowExceptions"=dword:1', true],
] as const) {
  test(`exceptions that are not read may let packets in: build ${build}${exceptions}: ${String(!complete)}`, (t) => {
    const profile = (name: string): string =>
      `[${services}\\SharedAccess\\Parameters\\FirewallPolicy\\${name}]\n"EnableFirewall"=dword:1${exceptions}`;
    const fact = windowsFact('firewall', {
      ...release(build, 1),
      'firewall-policy': absent,
      'firewall-domain': profile('DomainProfile'),
      'firewall-private': profile('StandardProfile'),
      'firewall-public': build < 6000 ? absent : profile('PublicProfile'),
      'firewall-rules': absent,
      'firewall-policy-rules': absent,
      'service-states': `Name=${build < 6000 ? 'SharedAccess' : 'MpsSvc'}\nState=Running\n`,
      FirewallProduct: '',
    });
    t.like(fact, {state: 'known', complete, value: {active: true, defaultDeny: true, allowed: []}});
  });
}

for (const [title, told, expected] of [
  ['an answer that was cut', {cut: 'Name=MpsSvc\nState=Running\n\nName=MpsS'}, true],
  ['a list that was cut before it', {cut: 'Name=EventLog\nState=Running\n'}, null],
  ['a list without it', 'Name=EventLog\nState=Running\n', null],
  ['another service of that kind', 'Name=SharedAccess\nState=Stopped\n', null],
] as const) {
  test(`the service of the firewall runs: ${String(expected)}: ${title}`, (t) => {
    const others = {'firewall-policy': absent, 'firewall-rules': absent, 'firewall-policy-rules': absent};
    t.is(field('windowsFirewall', 'serviceRuns', {...release(19045, 1), ...others, 'service-states': told}), expected);
  });
}

for (const [choice, expected] of [
  [0, false],
  [1, true],
  [2, false],
] as const) {
  test(`commands of autorun.inf are off: ${String(expected)} by NoAutorun ${String(choice)}`, (t) => {
    const told = `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer]\n"NoAutorun"=dword:${String(choice)}`;
    t.is(field('windowsAutorun', 'commandsOff', {'explorer-policy': told, 'autorun-file': absent}), expected);
  });
}

test('a value of a key whose answer was cut may be longer than it shows', (t) => {
  const told = `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer]\n"NoDriveTypeAutoRun"=dword:f`;
  t.is(field('windowsAutorun', 'autoplayOff', {'explorer-policy': told}), false);
  t.is(field('windowsAutorun', 'autoplayOff', {'explorer-policy': {cut: told}}), null);
});
