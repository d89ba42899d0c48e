import {z} from 'zod';
import {registry} from '../model/ask.ts';
import {defineProbe} from '../model/probe.ts';
import {windowsSystemAsk, windowsVersionAsk, type WindowsVersion} from './asks/windows-version.ts';
import {flagOrNull} from './parse/fields.ts';
import {mapTold, on, settings, type Settings} from './parse/windows-settings.ts';

const spoolerAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\Spooler', {id: 'spooler', values: ['Start']});

export const printerPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Printers', {
  id: 'printer-policy',
  depth: 'children',
  values: [
    ...['RegisterSpoolerRemoteRpcEndPoint', 'DisableWebPnPDownload', 'DisableHTTPPrinting'],
    ...['RestrictDriverInstallationToAdministrators', 'NoWarningNoElevationOnInstall', 'UpdatePromptSettings'],
  ],
});

const WindowsPrinting = z.object({
  spooler: flagOrNull('Print spooler starts', 'Print Spoolerサービスの起動'),
  remoteClients: flagOrNull('Print spooler takes jobs from the network', '印刷スプーラーへのクライアント接続の許可'),
  driversByAdministrators: flagOrNull(
    'Printer drivers installed by administrators alone',
    'プリンタードライバーのインストールを管理者に限定',
  ),
  installPrompts: flagOrNull('Elevation asked for when a printer is connected', 'プリンター接続時の昇格確認'),
  webDownload: flagOrNull('Printer drivers loaded over HTTP', 'HTTP経由のプリンタードライバーのダウンロード'),
  httpPrinting: flagOrNull('Printing over HTTP', 'HTTP経由の印刷'),
});

/** First revision of each build with the update of August 2021, after which administrators alone install drivers by default. */
const augustOf2021: Readonly<Record<number, number>> = {
  10240: 19022,
  14393: 4583,
  17763: 2114,
  18363: 1734,
  19041: 1165,
  19042: 1165,
  19043: 1165,
};

/** https://support.microsoft.com/kb/5005652 (CVE-2021-34481) */
function limitedByDefault(version: WindowsVersion | null): boolean | null {
  if (version === null) return null;
  if (version.build >= 19044) return true;
  const first = augustOf2021[version.build];
  return first === undefined || version.revision === null ? null : version.revision >= first;
}

/** 0 asks for elevation; anything else leaves it out. */
function prompts(read: Settings): boolean | null {
  const asks = ['NoWarningNoElevationOnInstall', 'UpdatePromptSettings'].map((name) =>
    read.effective(
      mapTold(read.number([printerPolicyAsk, 'PointAndPrint'], name), (value) => value === 0),
      true,
    ),
  );
  return asks.includes(false) ? false : asks.includes(null) ? null : true;
}

/** The print spooler, and who installs printer drivers ("PrintNightmare"). */
export const windowsPrinting = defineProbe({
  fact: 'windowsPrinting',
  title: {en: 'Printing of Windows', ja: 'Windowsの印刷'},
  cost: 'cheap',
  schema: WindowsPrinting,
  ask: {windows: [spoolerAsk, printerPolicyAsk, windowsVersionAsk, windowsSystemAsk]},
  parse(answers) {
    const read = settings(answers);
    const start = read.key(spoolerAsk) === null ? 4 : read.number(spoolerAsk, 'Start');
    const off = (name: string): boolean | null =>
      read.effective(
        mapTold(read.number(printerPolicyAsk, name), (value) => value === 0),
        true,
      );
    return read.result({
      spooler: read.effective(
        mapTold(start, (value) => value !== 4),
        null,
      ),
      remoteClients: read.effective(
        mapTold(read.number(printerPolicyAsk, 'RegisterSpoolerRemoteRpcEndPoint'), (value) => value !== 2),
        true,
      ),
      driversByAdministrators: read.effective(
        on(read.number([printerPolicyAsk, 'PointAndPrint'], 'RestrictDriverInstallationToAdministrators')),
        limitedByDefault(read.version()),
      ),
      installPrompts: prompts(read),
      webDownload: off('DisableWebPnPDownload'),
      httpPrinting: off('DisableHTTPPrinting'),
    });
  },
});
