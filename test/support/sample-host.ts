import type {WindowsHost} from './made-up-windows.ts';

const user = 'HKEY_USERS\\S-1-5-21-1-2-3';
const software = 'HKEY_LOCAL_MACHINE\\SOFTWARE';

/** A Japanese control PC with something of every kind that `sampleAsks` asks for. */
export const sampleHost: WindowsHost = {
  keys: {
    [`${software}\\Microsoft\\Windows NT\\CurrentVersion`]: {
      ...{ProductName: 'Windows 7 Professional', CurrentBuild: '7601', DigitalProductId: Buffer.from([1, 2, 3])},
    },
    [`${software}\\Microsoft\\Windows NT\\CurrentVersion\\Fonts`]: {'Arial (TrueType)': 'arial.ttf'},
    [`${software}\\Mizumori Test`]: {Level: 5, Unasked: '水道 & "配水" > 池', '': '既定の値'},
    [`${software}\\Mizumori Test\\浄水場 (1)`]: {
      Path: {expand: '%SystemRoot%\\a'},
      List: ['a', '水'],
      Bin: Buffer.from([0, 255]),
    },
    [`${software}\\Mizumori Test\\浄水場 (1)\\Deep`]: {Level: 4_294_967_295},
    [`${software}\\Mizumori Logon`]: {AutoAdminLogon: '1', DefaultPassword: 'hunter2'},
    [`${software}\\Policies`]: {},
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SNMP\\Parameters\\ValidCommunities': {'suido-4711': 4},
    'HKEY_USERS\\.DEFAULT\\Control Panel': {},
    [`${user}-1001\\Control Panel\\Desktop`]: {ScreenSaveActive: '1', ScreenSaverIsSecure: '0', Wallpaper: '水'},
    [`${user}-1002\\Control Panel\\Other`]: {},
    [`${user}-1003\\Control Panel\\Desktop`]: {ScreenSaveActive: '0'},
  },
  denied: [],
  classes: {
    'root\\cimv2:Win32_OperatingSystem': [
      {Caption: 'Microsoft Windows 7 Professional', Version: '6.1.7601', LocalDateTime: '20261120100000.000000+540'},
    ],
    'root\\cimv2:Win32_Service': [
      {Name: 'EventLog', State: 'Running'},
      {Name: 'Spooler', State: 'Stopped'},
      {Name: 'W32Time', State: 'Running'},
    ],
  },
  groups: {
    'S-1-5-32-544': {
      ...{domain: 'PUMP-1', name: 'Administrators'},
      members: [
        {class: 'Win32_UserAccount', domain: 'PUMP-1', name: 'Administrator'},
        {class: 'Win32_UserAccount', domain: 'PUMP-1', name: '運転員'},
        {class: 'Win32_Group', domain: 'SUIDO', name: 'Domain Admins'},
      ],
    },
  },
  programs: {
    'netstat.exe -ano': {
      text: '\nアクティブな接続\n\n  プロトコル  ローカル アドレス\n  TCP         0.0.0.0:135            0.0.0.0:0              LISTENING       700',
      exit: 0,
    },
  },
  env: {SystemRoot: 'C:\\WINDOWS', SystemDrive: 'C:'},
};
