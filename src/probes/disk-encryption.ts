import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {storage} from './asks/storage.ts';
import {words} from './parse/config-text.ts';
import {flagOrNull, text} from './parse/fields.ts';
import {
  deviceOf,
  encryptedNames,
  readBlocks,
  readMounts,
  storageEnded,
  storagePart,
  unescaped,
  type BlockDevice,
  type Mount,
} from './parse/storage.ts';
import {windowsEncryption, windowsVolumeAsks} from './parse/windows-volumes.ts';

const DiskEncryption = z.object({
  /** null when it cannot be told from here: ZFS, overlays, disks that encrypt themselves. */
  rootEncrypted: flagOrNull('Root file system encrypted', 'ルートファイルシステムの暗号化'),
  swap: field(z.enum(['none', 'encrypted', 'clear', 'unknown']), 'Swap', 'スワップ', {
    values: {
      none: {en: 'none', ja: 'なし'},
      encrypted: {en: 'encrypted', ja: '暗号化'},
      clear: {en: 'not encrypted', ja: '平文'},
      unknown: {en: 'not known', ja: '不明'},
    },
  }),
  fileSystems: z.array(
    z.object({
      target: text('Mount point', 'マウントポイント'),
      encrypted: flagOrNull('Encrypted', '暗号化'),
    }),
  ),
  devices: z.array(
    z.object({
      name: text('Encrypted device', '暗号化デバイス'),
      format: text('Format', '方式'),
    }),
  ),
});

const onDisk = new Set(['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'jfs', 'f2fs', 'reiserfs', 'zfs', 'overlay']);
const boot = ['/boot', '/boot/efi', '/efi'];

interface Stack {
  readonly blocks: readonly BlockDevice[];
  readonly encrypted: ReadonlySet<string>;
}

function stateOf(mount: Mount, {blocks, encrypted}: Stack): boolean | null {
  const device = deviceOf(mount.source, mount.device, blocks);
  return device === null ? null : encrypted.has(device.name);
}

/** A swap file is as well kept as the file system below it; zram never leaves memory. */
function swapState(source: string, mounts: readonly Mount[], stack: Stack): boolean | null {
  if (/^\/dev\/zram\d/.test(source)) return true;
  const device = deviceOf(source, null, stack.blocks);
  if (device !== null) return stack.encrypted.has(device.name);
  const around = mounts.filter(({target}) => target === '/' || source.startsWith(`${target}/`));
  const nearest = around.reduce<Mount | null>(
    (best, one) => (best !== null && best.target.length >= one.target.length ? best : one),
    null,
  );
  return nearest === null ? null : stateOf(nearest, stack);
}

function swapOf(states: readonly (boolean | null)[]): 'none' | 'encrypted' | 'clear' | 'unknown' {
  if (states.length === 0) return 'none';
  if (states.includes(false)) return 'clear';
  return states.includes(null) ? 'unknown' : 'encrypted';
}

/** dm-crypt below file systems and swap, as the kernel stacks them now; BitLocker on the drives of Windows. */
export const diskEncryption = defineProbe({
  fact: 'diskEncryption',
  title: {en: 'Disk encryption', ja: 'ディスク暗号化'},
  cost: 'cheap',
  schema: DiskEncryption,
  ask: {linux: [storage], windows: windowsVolumeAsks},
  parse(answers, platform) {
    if (platform === 'windows') return windowsEncryption(answers);
    const {text: body} = answers.command(storage.id);
    const lines = storagePart(body, 'blocks');
    if (lines === null) throw new Gap('unsupported', 'no list of block devices');
    const blocks = readBlocks(lines);
    const stack = {blocks, encrypted: encryptedNames(blocks)};
    const {mounts} = readMounts(storagePart(body, 'mounts') ?? []);
    const disks = mounts.filter(({type, target}) => onDisk.has(type) && !boot.includes(target));
    const fileSystems = disks.map((mount) => ({target: mount.target, encrypted: stateOf(mount, stack)}));
    const swaps = (storagePart(body, 'swaps') ?? []).filter((line) => line.startsWith('/'));
    // A swap list that broke off can look like none.
    const swap = !storageEnded(body)
      ? 'unknown'
      : swapOf(swaps.map((line) => swapState(unescaped(words(line)[0] ?? ''), mounts, stack)));
    const value = {
      rootEncrypted: fileSystems.find(({target}) => target === '/')?.encrypted ?? null,
      swap,
      fileSystems,
      devices: blocks.flatMap(({name, mapperName, uuid}) => {
        const format = /^CRYPT-(?<format>[A-Z0-9]{1,20})/.exec(uuid ?? '')?.groups?.['format'];
        return format === undefined ? [] : [{name: mapperName ?? name, format}];
      }),
    };
    const known =
      storageEnded(body) &&
      value.rootEncrypted !== null &&
      swap !== 'unknown' &&
      fileSystems.every((one) => one.encrypted !== null);
    return known ? whole(value) : partial(value, 'unsupported');
  },
});
