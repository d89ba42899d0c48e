import {cim} from '../../model/ask.ts';
import {cimInt, cimText, type CimInstance} from '../../model/cim.ts';
import {Gap} from '../../model/fact.ts';
import {whole, partial, type Answers, type Parsed} from '../../model/probe.ts';

/** Volumes that BitLocker can encrypt; only administrators are told. */
const volumesAsk = cim('Win32_EncryptableVolume', ['DriveLetter', 'ProtectionStatus', 'VolumeType'], {
  namespace: 'root\\cimv2\\security\\MicrosoftVolumeEncryption',
});
const pageFilesAsk = cim('Win32_PageFileUsage', ['Name']);

export const windowsVolumeAsks = [volumesAsk, pageFilesAsk];

type Swap = 'none' | 'encrypted' | 'clear' | 'unknown';

interface Encryption {
  readonly rootEncrypted: boolean | null;
  readonly swap: Swap;
  readonly fileSystems: {target: string; encrypted: boolean | null}[];
  readonly devices: {name: string; format: string}[];
}

/** ProtectionStatus: 0 off, or suspended with the key in clear text; 1 on; 2 locked, and so encrypted. */
function isProtected(volume: CimInstance): boolean | null {
  const status = cimInt(volume, 'ProtectionStatus');
  return status === null ? null : status > 0;
}

const portable = 2;

function swapOf(files: readonly CimInstance[] | null, drives: ReadonlyMap<string, boolean | null>): Swap {
  if (files === null) return 'unknown';
  const states = files.map((file) => drives.get((cimText(file, 'Name') ?? '').slice(0, 2).toUpperCase()) ?? null);
  if (states.includes(false)) return 'clear';
  if (states.includes(null)) return 'unknown';
  return states.length === 0 ? 'none' : 'encrypted';
}

/** Windows starts from the volume of type 0; before Windows 8 the type is not told. */
function rootOf(volumes: readonly CimInstance[]): CimInstance | undefined {
  return (
    volumes.find((volume) => cimInt(volume, 'VolumeType') === 0) ??
    volumes.find((volume) => cimText(volume, 'DriveLetter')?.toUpperCase() === 'C:')
  );
}

/** BitLocker on the fixed drives that have a letter. @throws Gap where Windows has no BitLocker, or does not tell */
export function windowsEncryption(answers: Answers): Parsed<Encryption> {
  const volumes = answers.instances(volumesAsk.id);
  if (volumes === null) throw new Gap('unsupported', 'this Windows has no BitLocker');
  const fixed = volumes.filter(
    (volume) => cimText(volume, 'DriveLetter') !== null && cimInt(volume, 'VolumeType') !== portable,
  );
  const fileSystems = fixed.map((volume) => ({
    target: (cimText(volume, 'DriveLetter') ?? '').toUpperCase(),
    encrypted: isProtected(volume),
  }));
  const drives = new Map(fileSystems.map(({target, encrypted}) => [target, encrypted]));
  const root = rootOf(fixed);
  const value: Encryption = {
    rootEncrypted: root === undefined ? null : isProtected(root),
    swap: answers.isWhole(pageFilesAsk.id) ? swapOf(answers.instances(pageFilesAsk.id), drives) : 'unknown',
    fileSystems,
    devices: fileSystems.flatMap(({target, encrypted}) =>
      encrypted === true ? [{name: target, format: 'BitLocker'}] : [],
    ),
  };
  const known =
    value.rootEncrypted !== null && value.swap !== 'unknown' && !fileSystems.some(({encrypted}) => encrypted === null);
  return known ? whole(value) : partial(value, 'unsupported');
}
