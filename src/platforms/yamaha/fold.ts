/** Columns of a terminal line as the router counts them: characters outside ASCII are two wide. */
function widthOf(line: string): number {
  let width = 0;
  for (const character of line) width += character > '~' ? 2 : 1;
  return width;
}

/**
 * Beginnings of statements, of headings and of answers. What follows a full line and starts with none of them goes on
 * with that line.
 */
const statement =
  /^ {0,3}(?:#|(?:no )?(?:ip|ipv6|pp|ppp|pppoe|tunnel|ipsec|l2tp|pptp|nat|dhcp|dns|snmp|snmpv2c|snmpv3|syslog|schedule|login|administrator|user|console|telnetd|sshd|sftpd|httpd|tftp|lan|vlan|ospf|bgp|rip|radius|auth|queue|speed|ethernet|description|provider|security|timezone|usbhost|sd|external-memory|operation|upnp|statistics|alarm|switch|ap|mail|lua|url|heartbeat2?|remote|bridge|mobile|wan|isdn|line|analog|sip|ngn|sntpd|ntp|http|system|tcp|dashboard|lldp|yno|cooperation|interface|dpi|lbo|mld|igmp|pim|netvolante-dns) [a-z0-9*"]|[A-Za-z][A-Za-z .()-]{1,40}: )/;

const columnsSetting = /^console columns (\d{2,4})\s*$/m;

/**
 * A router breaks its answers at the width of its console (`console columns`, 80 unless set), wherever that falls: a full
 * line has one column less. Puts such lines together again; a text without full lines stays as it is.
 */
export function unfold(text: string): string {
  const width = Number(columnsSetting.exec(text)?.[1] ?? 80) - 1;
  const told: string[] = [];
  let open = false;
  for (const line of text.split('\n')) {
    const full = isFull(line, width);
    if (open && line !== '' && !statement.test(line)) told.push(`${told.pop() ?? ''}${line}`);
    else told.push(line);
    open = full;
  }
  return told.join('\n');
}

/** A wide character that does not fit leaves a column empty. */
function isFull(line: string, width: number): boolean {
  if (line.length > width || line.length * 2 < width - 1) return false;
  const own = widthOf(line);
  return own === width || (own === width - 1 && /[^ -~]/.test(line));
}
