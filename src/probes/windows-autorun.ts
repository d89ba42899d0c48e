import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import type {RegistryKey} from '../model/registry.ts';
import {flagOrNull} from './parse/fields.ts';
import {mapTold, on, settings, type Settings, type Told} from './parse/windows-settings.ts';

export const explorerPolicyAsk = registry('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer', {
  id: 'explorer-policy',
  values: ['NoDriveTypeAutoRun', 'NoAutorun'],
});

export const autoplayPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\Explorer', {
  id: 'autoplay-policy',
  values: ['NoAutoplayfornonVolume'],
});

/** A well-known way to hide every autorun.inf, also from XP. https://learn.microsoft.com/previous-versions/windows/desktop/legacy/cc144204(v=vs.85) */
const hiddenFileAsk = registry('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\IniFileMapping\\Autorun.inf', {
  id: 'autorun-file',
});

const WindowsAutorun = z.object({
  autoplayOff: flagOrNull('AutoPlay off for every drive', '全ドライブの自動再生オフ'),
  devicesOff: flagOrNull('AutoPlay off for devices that are no drives', 'ボリューム以外のデバイスの自動再生オフ'),
  commandsOff: flagOrNull('Commands of autorun.inf never run', '自動実行（autorun.inf）コマンドの禁止'),
});

/** A bit for each type of drive, as REG_DWORD or, by old tools, as REG_BINARY with the lowest byte first. */
function driveTypes(read: Settings): Told<number> {
  const told = read.key(explorerPolicyAsk);
  const isBinary = (key: RegistryKey): boolean => key.values.get('nodrivetypeautorun')?.kind === 'bytes';
  if (told !== null && told !== undefined && isBinary(told)) {
    return mapTold(read.bytes(explorerPolicyAsk, 'NoDriveTypeAutoRun'), (bytes) => bytes[0] ?? 0);
  }
  return read.number(explorerPolicyAsk, 'NoDriveTypeAutoRun');
}

/** NoAutorun: 1 runs no commands, 2 runs them without a question. https://learn.microsoft.com/windows/client-management/mdm/policy-csp-autoplay */
function commandsOff(read: Settings): boolean | null {
  const policy = mapTold(read.number(explorerPolicyAsk, 'NoAutorun'), (choice) => choice === 1);
  const hidden = mapTold(read.text(hiddenFileAsk, ''), (text) => text.startsWith('@SYS:'));
  if (policy === true || hidden === true) return true;
  return read.effective(policy === undefined || hidden === undefined ? undefined : false, null);
}

/** What happens when a medium is put in, by the policies of the computer, which go before those of its users. */
export const windowsAutorun = defineProbe({
  fact: 'windowsAutorun',
  title: {en: 'AutoPlay and AutoRun', ja: '自動再生・自動実行'},
  cost: 'cheap',
  schema: WindowsAutorun,
  ask: {windows: [explorerPolicyAsk, autoplayPolicyAsk, hiddenFileAsk]},
  parse(answers) {
    const read = settings(answers);
    return read.result({
      autoplayOff: read.effective(
        mapTold(driveTypes(read), (bits) => (bits & 0xff) === 0xff),
        false,
      ),
      devicesOff: read.effective(on(read.number(autoplayPolicyAsk, 'NoAutoplayfornonVolume')), false),
      commandsOff: commandsOff(read),
    });
  },
});
