import type {RegistryAsk} from '../../model/windows-ask.ts';
import {on, type Settings, type Told} from './windows-settings.ts';

/** Class of disks, and names that every USB disk answers to beside its own. https://learn.microsoft.com/windows-hardware/drivers/install/identifiers-for-usb-devices */
const anyDisk =
  /^(?:\{4d36e967-e325-11ce-bfc1-08002be10318\}|gendisk|usbstor\\(?:gendisk|disk|raw)|scsi\\(?:disk|raw))$/i;

/** Whether a list is in force that names disks of every kind; undefined: not known. */
function admitsDisks(read: Settings, policy: RegistryAsk, list: string): boolean | undefined {
  const used = on(read.number(policy, list));
  const key = read.key([policy, list]);
  if (used === undefined || key === undefined) return undefined;
  const named = [...(key?.values.values() ?? [])];
  return used === true && named.some((value) => value.kind === 'text' && anyDisk.test(value.text.trim()));
}

/**
 * Whether devices that no list names are not installed, where the lists do not name every disk; null: nothing is set. Where Windows
 * weighs rules in layers it does not heed DenyUnspecified. What was installed before can still be used.
 */
export function listedDevicesOnly(read: Settings, policy: RegistryAsk): Told<boolean> {
  const denied = on(read.number(policy, 'DenyUnspecified'));
  if (denied !== true) return denied;
  const layered = on(read.number(policy, 'AllowDenyLayered'));
  if (layered === true || layered === undefined) return undefined;
  const open = ['AllowDeviceClasses', 'AllowDeviceIDs'].map((list) => admitsDisks(read, policy, list));
  return open.includes(true) ? false : open.includes(undefined) ? undefined : true;
}
