import type {WindowsEdition, WindowsFamily, WindowsRelease} from '../model/data.ts';

/** A release with the family it is of. */
export interface WindowsCandidate extends WindowsRelease {
  readonly family: WindowsFamily;
}

/** Longest text that is looked at; what people write is shorter. */
const longest = 200;

/** ` windows 7 professional sp1 `: lower case, single blanks, one at either end, so that whole words can be looked for. */
function words(text: string): string {
  const plain = text
    .slice(0, longest)
    .replaceAll(/[®™]|\(r\)|\(tm\)/giu, ' ')
    .normalize('NFKC')
    .toLowerCase();
  const bare = plain.replaceAll(/[(),、・/_-]|\bmicrosoft\b|\bversion\b|\bbuild\b|バージョン|ビルド/gu, ' ');
  const parts = bare.replaceAll(/\bservice pack ?(?=\d)|\bsp (?=\d)/gu, 'sp').split(/\s+/u);
  return ` ${parts.filter(Boolean).join(' ')} `;
}

const holds = (text: string, phrase: string): boolean => text.includes(` ${phrase.toLowerCase()} `);

interface Named {
  readonly family: WindowsFamily;
  readonly name: string;
}

/** The family whose name is written, the longest of several. */
function familyOf(text: string, families: readonly WindowsFamily[]): Named | null {
  const named = families.flatMap((family) => family.names.map((name) => ({family, name})));
  const found = named.filter(({name}) => holds(text, name));
  return found.reduce<Named | null>((best, one) => (one.name.length > (best?.name.length ?? 0) ? one : best), null);
}

/** What is written like a release: one that the family lacks is none that is known. */
const releaseLike = /^(?:\d{2}h[12]|sp\d|1[5-9]\d\d|20\d\d|r2|rtm)$/;

/** Releases that what is written besides the name leaves; those of the whole family where nothing is. */
function byRelease(rest: string, {releases}: WindowsFamily): readonly WindowsRelease[] {
  const tokens = rest.trim().split(' ');
  const version = tokens.find((token) => /^\d{1,2}\.\d{1,2}\.\d{3,6}(?:\.\d{1,6})?$/.test(token));
  const build = tokens.find((token) => /^\d{5}(?:\.\d{1,6})?$/.test(token));
  const labels = tokens.filter((token) => releaseLike.test(token));
  return releases.filter(
    (release) =>
      (version === undefined || `${version}.`.startsWith(`${release.version}.`)) &&
      (build === undefined || release.version.endsWith(`.${build.split('.')[0] ?? ''}`)) &&
      labels.every((label) => release.labels.some((known) => known.toLowerCase() === label)),
  );
}

/** Editions that the words leave open; null: they do not tell. */
function editionsOf(rest: string): readonly WindowsEdition[] | null {
  const has = (...names: readonly string[]): boolean => names.some((name) => holds(rest, name));
  const iot = has('iot');
  if (has('ltsc', 'ltsb')) return iot ? ['iot-ltsc'] : ['ltsc'];
  if (has('home', 'pro', 'professional')) return ['home-pro'];
  // People leave out that it is the release for long terms.
  if (iot) return ['enterprise', 'iot-ltsc'];
  return has('enterprise', 'education') ? ['enterprise', 'ltsc'] : null;
}

/** The releases of Windows that a text written by a person may mean: several where it leaves that open, none where it is unknown. */
export function windowsNamed(text: string, families: readonly WindowsFamily[]): readonly WindowsCandidate[] {
  const written = words(text);
  const named = familyOf(written, families);
  if (named === null) return [];
  const rest = written.replace(` ${named.name} `, ' ');
  const editions = editionsOf(rest);
  return byRelease(rest, named.family)
    .filter((release) => editions === null || fitsEdition(release, editions))
    .map((release) => ({...release, family: named.family}));
}

const fitsEdition = (release: WindowsRelease, editions: readonly WindowsEdition[]): boolean =>
  release.editions.length === 0 || release.editions.some((edition) => editions.includes(edition));

/** What a scanned Windows tells of itself; null where it is not known. */
export interface ScannedWindows {
  readonly version: string;
  readonly name: string;
  readonly channel: string | null;
  readonly server: boolean | null;
  readonly embedded: boolean | null;
  readonly servicePack: number | null;
}

const isEmbedded = ({id}: WindowsFamily): boolean => /-embedded\b/.test(id);

/** Releases of the semi-annual channel have the builds of others, and no year in their name. */
const fitsServer = (family: WindowsFamily, named: WindowsFamily | null): boolean =>
  named?.role !== 'server' || named.id === family.id;

/** Families of what is embedded have the builds of others up to Windows 8.1: which it is, their names tell, where they are told. */
function fitsFamily(
  family: WindowsFamily,
  {version, server, embedded, name}: ScannedWindows,
  named: WindowsFamily | null,
): boolean {
  if (server !== null && (family.role === 'server') !== server) return false;
  if (server === true) return fitsServer(family, named);
  if (embedded === null || server !== false || version.startsWith('10.')) return true;
  if (isEmbedded(family) !== embedded) return false;
  return !embedded || !/embedded|posready/i.test(name) || /posready/i.test(name) === family.id.includes('posready');
}

/** Of releases with service packs in their labels only that of the machine; where it is not listed, none. */
function fitsPack({labels}: WindowsRelease, pack: number | null): boolean {
  const named = labels.some((label) => /^(?:SP\d|RTM)$/.test(label));
  return pack === null || !named || labels.includes(pack === 0 ? 'RTM' : `SP${pack}`);
}

function fitsChannel(release: WindowsRelease, channel: string | null): boolean {
  return channel === null || release.editions.length === 0 || release.editions.some((edition) => edition === channel);
}

/** The releases that a scanned Windows is of, by build, edition and service pack: several where that leaves it open. */
export function windowsScanned(
  windows: ScannedWindows,
  families: readonly WindowsFamily[],
): readonly WindowsCandidate[] {
  // Editions of other products have the builds of Windows, and dates of their own.
  if (windows.channel === 'other') return [];
  const channel = windows.channel === 'server' || windows.channel === 'embedded' ? null : windows.channel;
  const named = familyOf(words(windows.name), families)?.family ?? null;
  return families
    .filter((family) => fitsFamily(family, windows, named))
    .flatMap((family) => family.releases.map((release) => ({...release, family})))
    .filter(
      (release) =>
        release.version === windows.version && fitsPack(release, windows.servicePack) && fitsChannel(release, channel),
    );
}

/** By what it is called, Windows is a server or none; where it has the bare name, that is open. */
function roleOf(osName: string | null): WindowsFamily['role'] | null {
  if (osName === null || osName === 'Windows') return null;
  return /\bServer\b/.test(osName) ? 'server' : 'workstation';
}

/** The releases that a machine may be of that tells its version, `10.0.19045`: the edition is left open. */
export function windowsObserved(
  {version, osName}: {readonly version: string | null; readonly osName: string | null},
  families: readonly WindowsFamily[],
): readonly WindowsCandidate[] {
  const role = roleOf(osName);
  return families
    .filter((family) => role === null || family.role === role)
    .flatMap((family) =>
      family.releases.filter((release) => release.version === version).map((release) => ({...release, family})),
    );
}
