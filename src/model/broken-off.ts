/** A page's end that was left in an answer, with what may follow when it was not taken off. */
const pages =
  /^[ \t]*(?:<?-{2,4} ?\(?(?:more|つづく)(?: \d{1,3}%)?\)? ?-{2,4}|lines \d{1,7}-\d{1,7}\b|Press any key to continue \(Q)/i;

/** What command lines say when they do not do, or do not finish, what they were asked. No configuration has such a line. */
const complaints: readonly RegExp[] = [
  /^[ \t]*%+ ?(?:Invalid (?:input|command)|Incomplete command|Ambiguous command|Unrecognized command|Unknown command)/i,
  /^[ \t]*%+ ?(?:Authorization failed|Command authorization failed|Command not authorized|Permission denied)/i,
  /^(?:Command authorization failed|Cannot execute command|Not authorized to run this command|Unable to read configuration)/i,
  /^(?:Command fail\. Return code|Unknown action \d|<ERROR> |error: (?:permission denied|syntax error|timeout|command is not valid))/i,
  /^(?:Connection (?:closed|reset|timed out)|(?:Session|Idle) time(?:d )?out|Server error : )/i,
];

const longest = 400;

/**
 * Whether an answer of a device tells that something of it was not printed: a page that was never turned, or a complaint in the
 * middle of it. Such a text is not all that was asked for, whatever else stands in it.
 */
export function brokenOff(text: string): boolean {
  return text.split('\n').some((line) => {
    const head = line.slice(0, longest);
    return pages.test(head) || complaints.some((pattern) => pattern.test(head));
  });
}
