/** Editions by how long they are served. `enterprise`: Education and IoT Enterprise of the general channel, too. */
export const windowsChannels = ['home-pro', 'enterprise', 'ltsc', 'iot-ltsc', 'embedded', 'server', 'other'] as const;
export type WindowsChannel = (typeof windowsChannels)[number];

/** Names of the families by their builds, the newest first: a build belongs to the first that is not newer. */
const clients: readonly (readonly [number, string])[] = [
  [22_000, 'Windows 11'],
  [10_240, 'Windows 10'],
  [9600, 'Windows 8.1'],
  [9200, 'Windows 8'],
  [7600, 'Windows 7'],
  [6000, 'Windows Vista'],
  [3790, 'Windows XP Professional x64'],
  [2600, 'Windows XP'],
];

/** Servers that are served for long, by their one build; those between them are of the semi-annual and annual channels. */
const servers: ReadonlyMap<number, string> = new Map([
  [26_100, 'Windows Server 2025'],
  [20_348, 'Windows Server 2022'],
  [17_763, 'Windows Server 2019'],
  [14_393, 'Windows Server 2016'],
  [9600, 'Windows Server 2012 R2'],
  [9200, 'Windows Server 2012'],
  [7601, 'Windows Server 2008 R2'],
  [7600, 'Windows Server 2008 R2'],
  [6003, 'Windows Server 2008'],
  [6002, 'Windows Server 2008'],
  [6001, 'Windows Server 2008'],
  [3790, 'Windows Server 2003'],
]);

/** `Windows 10`, by the build: what the registry calls Windows 11 is Windows 10. null: it is not known whether it is a server. */
export function windowsFamily(build: number, isServer: boolean | null): string | null {
  if (isServer === null) return null;
  if (isServer) return servers.get(build) ?? 'Windows Server';
  return clients.find(([first]) => build >= first)?.[1] ?? 'Windows';
}

const channelOfId: readonly (readonly [RegExp, WindowsChannel])[] = [
  [/^IoTEnterpriseS/i, 'iot-ltsc'],
  [/^EnterpriseS(?:N|Eval|NEval)?$/i, 'ltsc'],
  [/^(?:Enterprise|Education|IoTEnterprise|ServerRdsh)/i, 'enterprise'],
  [/^Embedded/i, 'embedded'],
  [/^(?:Core|Professional|Cloud|Home|Starter|Ultimate|Business)/i, 'home-pro'],
];

/**
 * Server editions with the dates of their release. Others carry its build, and are served otherwise: Azure Stack HCI, Small
 * Business Server, Home Server, MultiPoint.
 */
const served = /^Server(?:Standard|Datacenter|Enterprise|Web|Turbine|Storage|Solution|Hyper|Foundation)/i;

/** By the name that Windows gives itself: before Vista, there is no other way. */
function channelNamed(name: string): WindowsChannel | null {
  if (/\bEmbedded\b|\bPOSReady\b|\bThin PC\b/i.test(name)) return 'embedded';
  if (/\bLTS[BC]\b/.test(name)) return /\bIoT\b/.test(name) ? 'iot-ltsc' : 'ltsc';
  if (/\b(?:Enterprise|Entreprise|Education)\b/.test(name))
    return /\bPro Education\b/.test(name) ? 'home-pro' : 'enterprise';
  return /\b(?:Home|Famille|Pro|Professional|Professionnel|Ultimate|Starter|Business)\b/.test(name) ? 'home-pro' : null;
}

interface Told {
  /** EditionID; null: the version has none, or it was not told. */
  readonly edition: string | null;
  /** As Windows calls itself. */
  readonly name: string;
  readonly isServer: boolean | null;
}

/** null: what was told leaves it open. */
export function windowsChannel({edition, name, isServer}: Told): WindowsChannel | null {
  if (isServer === true) return edition === null || served.test(edition) ? 'server' : 'other';
  if (edition === null) return channelNamed(name);
  // The edition is called the same for all that is embedded, and what it is called tells more.
  const found = channelOfId.find(([pattern]) => pattern.test(edition))?.[1];
  if (found !== undefined) return found;
  return /^Server/i.test(edition) ? null : 'other';
}
