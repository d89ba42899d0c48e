/** What an SSH server says first, RFC 4253, 4.2. */
export interface Identification {
  /** As sent, without the line end. */
  readonly banner: string;
  /** `OpenSSH_9.2p1`. */
  readonly software: string;
  /** `1`, `2`: 1.99 stands for both. */
  readonly protocols: string[];
}

const longest = 255;
const pattern = /^SSH-(?<major>\d)\.(?<minor>\d{1,3})-(?<software>[^ ]*)/;

const printable = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?');

/** null: no server of SSH says this. Other lines may come before. */
export function readIdentification(bytes: Buffer): Identification | null {
  const lines = bytes.toString('latin1').split('\n');
  const line = lines.find((each) => each.startsWith('SSH-'))?.replace(/\r$/, '');
  const banner = printable(line?.slice(0, longest) ?? '');
  const groups = pattern.exec(banner)?.groups;
  if (groups === undefined) return null;
  const {major, minor, software = ''} = groups;
  const protocols = major === '1' ? (minor === '99' ? ['1', '2'] : ['1']) : [major ?? ''];
  return {banner, software, protocols};
}
