import {expanded, items} from './postfix-parameters.ts';

type Parameters = ReadonlyMap<string, string>;

/** Networks shorter than /8 hold strangers, but for that of all private addresses of IPv6. */
const strangers = /^(?:[\d.]{1,15}|\[?(?!f[cd]00::\]?\/7$)[\da-f:.]{1,45}\]?)\/[0-7]$/i;
/** An address, a network or, which matches no address, a name; all else names a table or a file. */
const plain = /^!?(?:\[?[\da-f:.]{1,45}\]?(?:\/\d{1,3})?|[\w.-]{1,255})$/i;
const refusals = ['reject_unauth_destination', 'defer_unauth_destination', 'reject', 'defer', 'defer_if_permit'];

/** What one list of restrictions lets strangers do; null where a table, or a list of another name, decides. */
function listRelays(list: readonly string[], classes: readonly string[]): boolean | null {
  let [decided, warned] = [true, false];
  for (const item of list.map((one) => one.toLowerCase())) {
    const [refuses, onlyWarns] = [refusals.includes(item), warned];
    warned = item === 'warn_if_reject';
    if (refuses && !onlyWarns) return decided ? false : null;
    if (item === 'permit') return true;
    if (item.startsWith('check_') || /[$:]/.test(item) || classes.includes(item)) decided = false;
  }
  return decided ? true : null;
}

/** Whether some network that is listed is none that we can see; strangers could be in it. */
function fileDecides(networks: readonly string[]): null | false {
  return networks.every((one) => plain.test(one)) ? false : null;
}

/** Domains whose mail is taken from everybody, by a table that knows all domains, or may do so. */
function domainsForAll(all: Parameters): boolean | null {
  const domains = items(expanded(all.get('relay_domains') ?? '', all));
  if (domains.some((one) => one.startsWith('static:'))) return true;
  return domains.some((one) => /^(?:regexp|pcre):|\$/.test(one)) ? null : false;
}

/**
 * Both lists must let a stranger through. Since version 2.10 relay restrictions refuse strangers by themselves; before, the list
 * of recipients had to.
 */
function listsRelay(all: Parameters): boolean | null {
  const classes = items(expanded(all.get('smtpd_restriction_classes') ?? '', all)).map((one) => one.toLowerCase());
  const [relay, recipients] = ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'].map((name) => {
    const list = all.get(name);
    return list === undefined ? undefined : listRelays(items(expanded(list, all)), classes);
  });
  if (relay === false || recipients === false) return false;
  if (relay === undefined) return recipients === undefined ? false : null;
  return relay === true && recipients !== null ? true : null;
}

/** Whether strangers may send to strangers. `null` when a table or file that is not read decides. */
export function relaysForAll(all: Parameters, networks: readonly string[]): boolean | null {
  if (networks.some((network) => strangers.test(network))) return true;
  const relays = [listsRelay(all), domainsForAll(all)];
  if (relays.includes(true)) return true;
  return relays.includes(null) ? null : fileDecides(networks);
}
