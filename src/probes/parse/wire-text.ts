/** Lines that a peer sent, without their ends. */
export const linesOf = (bytes: Buffer | undefined): string[] =>
  (bytes?.toString('utf8') ?? '').split('\n').map((line) => line.replace(/\r$/, ''));

const longest = 300;

/** Text of a peer as a fact may hold it: on one line, without control characters, of bounded length. */
export function brief(text: string, most = longest): string {
  const kept = text.slice(0, most * 4).replaceAll(/[\p{Cc}\s]+/gu, ' ');
  // The cut must not leave half of a character outside of the basic plane.
  return kept
    .trim()
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '');
}

/** First words by which servers of other protocols are known, whatever port they answer at. */
export const isOtherProtocol = (text: string): boolean =>
  /^(?:SSH-|HTTP\/|RFB |220[ -]|\+OK|\* OK|<\?xml|GET )/.test(text);
