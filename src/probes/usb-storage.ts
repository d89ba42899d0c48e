import {z} from 'zod';
import {files, rootFiles} from '../model/ask.ts';
import {defineProbe, field, partial, whole, type Answers, type FileText} from '../model/probe.ts';
import {assignmentsOf, configLines, words} from './parse/config-lines.ts';

const folders = ['/etc/modprobe.d', '/run/modprobe.d', '/usr/lib/modprobe.d', '/lib/modprobe.d'];
const patterns = folders.map((folder) => `${folder}/*.conf`);
const loadedMark = '/sys/module/usb_storage/parameters/delay_use';
const guardConfig = '/etc/usbguard/usbguard-daemon.conf';
const guardWanted = '/etc/systemd/system/basic.target.wants/usbguard.service';
const ports = '/sys/bus/usb/devices/usb*/authorized_default';

const UsbStorage = z.object({
  loaded: field(z.boolean(), 'usb-storage in use', 'usb-storageの使用'),
  blocked: field(z.boolean().nullable(), 'Loading prevented', '読み込みの禁止'),
  blacklisted: field(z.boolean().nullable(), 'Not loaded by itself', '自動読み込みの禁止'),
  rules: field(z.array(z.string()), 'modprobe rules', 'modprobeの設定'),
  usbguard: field(
    z.object({
      installed: field(z.boolean(), 'USBGuard installed', 'USBGuard導入'),
      startsAtBoot: field(z.boolean(), 'USBGuard starts at boot', 'USBGuardの自動起動'),
      implicitPolicy: field(z.string().nullable(), 'USBGuard for unknown devices', '未登録機器の扱い'),
    }),
    'USBGuard',
    'USBGuard',
  ),
  newDevices: field(z.array(z.string()), 'Authorisation of new USB devices', '新規USB機器の許可設定'),
});
type UsbStorage = z.infer<typeof UsbStorage>;

const module = /^usb[-_]storage$/;

function rulesOf(file: FileText): string[][] {
  return configLines(file.text)
    .map(words)
    .filter(([verb, name]) => (verb === 'install' || verb === 'blacklist') && module.test(name ?? ''));
}

/** A file hides those of its name in the folders that come after. modprobe.d(5) */
function inForce(found: readonly FileText[]): FileText[] {
  const name = ({path}: FileText): string => path.slice(path.lastIndexOf('/') + 1);
  return [...new Map(found.toReversed().map((file) => [name(file), file])).values()].reverse();
}

function prevents([verb, , command]: readonly string[]): boolean {
  return verb === 'install' && /^(?:\/usr)?\/bin\/(?:true|false)$/.test(command ?? '');
}

function guardOf(answers: Answers): UsbStorage['usbguard'] {
  const config = answers.file(guardConfig);
  const policy = assignmentsOf(config?.text ?? '').get('ImplicitPolicyTarget');
  const startsAtBoot = answers.file(guardWanted) !== null;
  return {installed: config !== null, startsAtBoot, implicitPolicy: policy ?? null};
}

/** modprobe.d(5), USBGuard, and the kernel's own switch for new USB devices. */
export const usbStorage = defineProbe({
  fact: 'usbStorage',
  title: {en: 'USB storage', ja: 'USB記憶媒体の利用'},
  cost: 'cheap',
  schema: UsbStorage,
  ask: {linux: [...files(...patterns, loadedMark, guardWanted, ports), ...rootFiles(guardConfig)]},
  parse(answers) {
    const read = patterns.map((pattern) => answers.files(pattern));
    const complete = read.every((folder) => folder.complete);
    const devices = answers.files(ports);
    const rules = inForce(read.flatMap((folder) => folder.files)).flatMap(rulesOf);
    const unseen = complete ? false : null;
    const value = {
      loaded: answers.file(loadedMark) !== null,
      blocked: rules.some(prevents) ? true : unseen,
      blacklisted: rules.some(([verb]) => verb === 'blacklist') ? true : unseen,
      rules: rules.map((rule) => rule.join(' ')),
      usbguard: guardOf(answers),
      newDevices: devices.files.map(({text}) => text.trim()),
    };
    return complete && devices.complete ? whole(value) : partial(value);
  },
});
