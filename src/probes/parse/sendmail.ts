import {plainLines} from './config-text.ts';
import type {MailSettings} from './postfix.ts';

const loopback = /^(?:127\.|::1$|\[::1\]|localhost$|IPv6:::1$)/i;

/** Values of `O Name=value` in sendmail.cf, in order. Sendmail Installation and Operation Guide, 5.6 */
function options(text: string): (name: string) => string[] {
  const lines = plainLines(text).map(
    (line) => /^O\s{0,20}(?<name>\w{1,40})\s{0,20}=\s{0,20}(?<value>.*)$/.exec(line)?.groups,
  );
  return (name) =>
    lines.filter((groups) => groups?.['name']?.toLowerCase() === name).map((groups) => groups?.['value'] ?? '');
}

/** `Port=smtp,Addr=127.0.0.1, Name=MTA` or `A=…`; no address means all of them. */
function addressOf(daemon: string): string {
  const parts = daemon.split(',').map((part) => part.trim());
  const address = parts.find((part) => /^a(?:ddr)?\s*=/i.test(part));
  return address === undefined ? '*' : address.slice(address.indexOf('=') + 1).trim();
}

/** What sendmail.cf tells. Whom it relays for, and whom it lets log in, stands in rules and tables that are not read. */
export function sendmailSettings(text: string): MailSettings {
  const of = options(text);
  const daemons = of('daemonportoptions').map(addressOf);
  const listens = daemons.length === 0 ? ['*'] : daemons;
  const privacy = of('privacyoptions').flatMap((value) => value.toLowerCase().split(/[\s,]+/));
  const certified = (of('servercertfile').at(-1) ?? '') !== '' && (of('serverkeyfile').at(-1) ?? '') !== '';
  const greeting = of('smtpgreetingmessage').at(-1);
  return {
    listens,
    listensRemotely: listens.some((address) => !loopback.test(address)),
    trustedNetworks: [],
    networkStyle: null,
    openRelay: null,
    tlsIn: certified ? 'may' : 'none',
    tlsOut: null,
    vrfyDisabled: privacy.includes('novrfy') || privacy.includes('goaway'),
    // The greeting it is built with has the version in it.
    versionShown: greeting === undefined || /\$[vZ]/.test(greeting),
    loginOffered: null,
    loginOnlyWithTls: null,
  };
}
