import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import type {RegistryAsk} from '../model/windows-ask.ts';
import {otherProgramsAsk, programsAsk} from './asks/windows-software.ts';
import {windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {flagOrNull, texts} from './parse/fields.ts';
import {listedDevicesOnly} from './parse/windows-device-lists.ts';
import {installedPrograms} from './parse/windows-programs.ts';
import {mapTold, on, settings, type Settings, type Told} from './parse/windows-settings.ts';

const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const policies = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows';

const driverAsk = registry(`${services}\\USBSTOR`, {id: 'usb-storage-driver', values: ['Start']});
/** Disks that speak USB Attached SCSI come through a driver of their own, from Windows 8 on. */
const attachedScsiAsk = registry(`${services}\\UASPStor`, {id: 'usb-scsi-driver', values: ['Start']});
const storagePolicyAsk = registry(`${policies}\\RemovableStorageDevices`, {
  id: 'removable-storage-policy',
  depth: 'children',
  values: ['Deny_All', 'Deny_Read', 'Deny_Write', 'Deny_Execute'],
});
const installPolicyAsk = registry(`${policies}\\DeviceInstall\\Restrictions`, {
  id: 'device-install-policy',
  depth: 'children',
});
const writeProtectAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\StorageDevicePolicies', {
  values: ['WriteProtect'],
});

/** Setup class of removable disks, as the policy names it. https://learn.microsoft.com/windows/client-management/mdm/policy-csp-admx-removablestorage */
const removableDisks = '{53f5630d-b6bf-11d0-94f2-00a0c91efb8b}';

const WindowsRemovableMedia = z.object({
  driverOff: flagOrNull('Drivers of USB storage disabled', 'USB大容量記憶装置ドライバーの無効化'),
  readDenied: flagOrNull('Removable disks cannot be read', 'リムーバブルディスクの読み取り拒否'),
  writeDenied: flagOrNull('Removable disks cannot be written to', 'リムーバブルディスクへの書き込み拒否'),
  executeDenied: flagOrNull('Programs on removable disks cannot be run', 'リムーバブルディスクからの実行拒否'),
  installDenied: flagOrNull('New removable devices are not installed', '新しいリムーバブルデバイスのインストール禁止'),
  allowList: flagOrNull('Only listed devices are installed', '登録したデバイスのみインストール許可'),
  products: texts('Products that control devices', 'デバイス制御製品'),
});

/** Products, by the name that they are listed under, which decide about USB devices by a console of their own. */
const deviceControl = [
  'SKYSEA Client View',
  'LANSCOPE',
  'LanScope',
  '秘文',
  'InterSafe DeviceControl',
  'MaLion',
  'AssetView',
  'QND',
  'Endpoint Protector',
];

/** Windows installs a driver that is not there when a device wants it: only `Start` 4 is surely off. */
function driverOff(read: Settings): boolean | null {
  const off = (ask: RegistryAsk): boolean | null =>
    read.effective(
      mapTold(read.number(ask, 'Start'), (start) => start === 4),
      false,
    );
  const usb = off(driverAsk);
  const version = read.version();
  if (usb !== true || (version !== null && version.build < 9200)) return usb;
  return version === null ? null : off(attachedScsiAsk);
}

type Access = 'Deny_Read' | 'Deny_Write' | 'Deny_Execute';

function denied(read: Settings, access: Access): Told<boolean> {
  const all = on(read.number(storagePolicyAsk, 'Deny_All'));
  const own = on(read.number([storagePolicyAsk, removableDisks], access));
  if (all === true || own === true) return true;
  return all === undefined || own === undefined ? undefined : false;
}

/** True when one of them is, else unknown when one of them is. */
function either(...told: readonly Told<boolean>[]): Told<boolean> {
  return told.includes(true) ? true : told.includes(undefined) ? undefined : false;
}

/** What may be done with USB sticks and disks, by the drivers and policies of Windows itself. */
export const windowsRemovableMedia = defineProbe({
  fact: 'windowsRemovableMedia',
  title: {en: 'Removable media of Windows', ja: 'Windowsのリムーバブルメディア'},
  cost: 'cheap',
  schema: WindowsRemovableMedia,
  ask: {
    windows: [
      ...[driverAsk, attachedScsiAsk, storagePolicyAsk, installPolicyAsk, writeProtectAsk],
      ...[programsAsk, otherProgramsAsk, windowsVersionAsk, windowsSystemAsk],
    ],
  },
  parse(answers) {
    const read = settings(answers);
    const denyNew = on(read.number(installPolicyAsk, 'DenyRemovableDevices'));
    const listedOnly = listedDevicesOnly(read, installPolicyAsk);
    const programs = installedPrograms(read);
    return read.result({
      driverOff: driverOff(read),
      readDenied: read.effective(denied(read, 'Deny_Read'), null),
      writeDenied: read.effective(
        either(denied(read, 'Deny_Write'), on(read.number(writeProtectAsk, 'WriteProtect'))),
        null,
      ),
      executeDenied: read.effective(denied(read, 'Deny_Execute'), null),
      installDenied: read.effective(either(denyNew, listedOnly), null),
      allowList: read.effective(listedOnly, false),
      products: deviceControl.filter((name) => programs.some((program) => program.name.includes(name))),
    });
  },
});
