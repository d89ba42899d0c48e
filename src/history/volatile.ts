/** Facts and fields that change by themselves: a difference in them is no drift. A test asserts that each exists. */
export const volatile: ReadonlySet<string> = new Set([
  'aclLint.unused',
  'antivirus.products.signatureAt',
  'arpTable',
  'bridgeTable',
  'clock.offsetHighMs',
  'clock.offsetLowMs',
  'clockSkew',
  'device.uptimeSeconds',
  'deviceAcls.acls.entries.hits',
  'deviceInterfaces.interfaces.inErrors',
  'deviceInterfaces.interfaces.outErrors',
  'deviceTime.offsetMs',
  'deviceTime.source',
  'deviceTime.stratum',
  'diskUsage.fileSystems.freeMb',
  'diskUsage.fileSystems.usedPercent',
  'diskUsage.logUsedPercent',
  'hostSoftware.running',
  'lastLogins.logins.at',
  'listeners.sockets.pid',
  'packageSources.refreshedAt',
  'processes',
  'timeSync.lastSyncAt',
  'timeSync.offsetMs',
  'timeSync.source',
  'timeSync.stratum',
  'unknownDevices',
  'updates.metadataAt',
  'updates.pending.releasedUntil',
  'upsState.chargePercent',
  'upsState.loadPercent',
  'upsState.minutesRemaining',
  'uptime',
  'windowsDefender.fullScanAt',
  'windowsDefender.quickScanAt',
  'windowsDefender.signatureAt',
]);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A path is volatile when it, or what it is a part of, is. */
function isVolatile(path: string): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1))
    if (volatile.has(path.slice(0, end))) return true;
  return false;
}

/** A value without what is volatile in it; undefined when all of it is. Elements of a list have the path of the list. */
export function settled(value: unknown, path: string): unknown {
  if (isVolatile(path)) return undefined;
  if (Array.isArray(value)) return value.map((element: unknown) => settled(element, path));
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).map(([key, inner]) => [key, settled(inner, `${path}.${key}`)] as const);
  return Object.fromEntries(kept.filter(([, inner]) => inner !== undefined));
}
