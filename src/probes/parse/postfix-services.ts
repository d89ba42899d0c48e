import {mainCf} from './postfix-parameters.ts';
import {parameterSettings, unknownSettings, type MailSettings} from './postfix.ts';

interface Service {
  readonly name: string;
  readonly type: string;
  readonly program: string;
  readonly overrides: ReadonlyMap<string, string>;
}

const loopback = /^(?:127\.[\d.]{1,11}|localhost|::1|\[::1\]):[^:]*$/;
/** Characters of parameters, each as often as a service is read with them: more is no Postfix that anybody runs. */
const mostText = 4_194_304;
const levels: readonly (string | null)[] = ['none', 'may', 'encrypt'];

/** Lines of master.cf; one that starts with white space goes on with the one before. master(5) */
function logicalLines(text: string): string[] {
  const found: string[][] = [];
  for (const line of text.split('\n')) {
    const plain = line.trim();
    if (plain === '' || plain.startsWith('#')) continue;
    if (/^[ \t]/.test(line)) found.at(-1)?.push(plain);
    else found.push([plain]);
  }
  return found.map((parts) => parts.join(' '));
}

/** `-o name=value` and `-o { name = value with spaces }`. */
function overridesOf(args: string): ReadonlyMap<string, string> {
  const found = args.matchAll(/-o\s*(?:\{(?<braced>[^}]{0,512})\}|(?<bare>[^\s{]\S{0,4096}))/g);
  return new Map(
    [...found].map(({groups}) => {
      const text = groups?.['braced'] ?? groups?.['bare'] ?? '';
      const at = text.indexOf('=');
      return [text.slice(0, at === -1 ? undefined : at).trim(), at === -1 ? '' : text.slice(at + 1).trim()];
    }),
  );
}

function servicesOf(text: string): Service[] {
  return logicalLines(text).flatMap((line): Service[] => {
    const [name = '', type = '', , , , , , program = '', ...args] = line.split(/\s+/);
    return program === '' ? [] : [{name, type, program, overrides: overridesOf(args.join(' '))}];
  });
}

function isOn(value: string | undefined): boolean {
  return value?.toLowerCase() === 'yes';
}

function settingsOf(service: Service, main: ReadonlyMap<string, string>, own: MailSettings): MailSettings {
  const all = new Map([...main, ...service.overrides]);
  // An address in front of the port takes the place of inet_interfaces, which master(8) takes from main.cf alone.
  const listensRemotely = service.name.includes(':') || own.listensRemotely;
  const found = {...parameterSettings(all), listensRemotely};
  // TLS comes before the first word where the service is wrapped in it.
  return isOn(all.get('smtpd_tls_wrappermode')) ? {...found, tlsIn: 'encrypt'} : found;
}

/** The weaker of two levels; null where one is not a level that we know. */
function weaker(a: string | null, b: string | null): string | null {
  const [left, right] = [levels.indexOf(a), levels.indexOf(b)];
  return left === -1 || right === -1 ? null : left < right ? a : b;
}

/** True when one is, null when one that is not known may be. */
function any(values: readonly (boolean | null)[]): boolean | null {
  return values.includes(true) ? true : values.includes(null) ? null : false;
}

function not(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function logsInClear({loginOffered, loginOnlyWithTls, tlsIn}: MailSettings): boolean | null {
  if (loginOffered === false || loginOnlyWithTls === true || tlsIn === 'encrypt') return false;
  return loginOffered === null || loginOnlyWithTls === null || !levels.includes(tlsIn) ? null : true;
}

/** What all services together let others do: the worst of each. */
function together(all: readonly MailSettings[], main: MailSettings): MailSettings {
  const offered = any(all.map((one) => one.loginOffered));
  const clear = any(all.map(logsInClear));
  return {
    ...main,
    listensRemotely: all.some((one) => one.listensRemotely === true),
    openRelay: any(all.map((one) => one.openRelay)),
    tlsIn: all.map((one) => one.tlsIn).reduce(weaker, 'encrypt'),
    vrfyDisabled: not(any(all.map((one) => not(one.vrfyDisabled)))),
    versionShown: all.some((one) => one.versionShown === true),
    loginOffered: offered,
    loginOnlyWithTls: clear === false ? offered : not(clear),
  };
}

/**
 * main.cf under the overrides that master.cf has for each service that takes mail from the network. Services of loopback
 * addresses are left out, as only the host itself can reach them.
 */
export function postfixSettings(main: string, master: string): MailSettings {
  const parameters = mainCf(main);
  const own = parameterSettings(parameters);
  const services = servicesOf(master);
  const taking = services.filter(({type, program}) => program === 'smtpd' && (type === 'inet' || type === 'pass'));
  if (taking.length * main.length > mostText) return unknownSettings;
  const remote = taking.filter(({name}) => !loopback.test(name)).map((service) => settingsOf(service, parameters, own));
  const sending = services.some(({overrides}) => [...overrides.keys()].some((key) => key.startsWith('smtp_tls')));
  const found = remote.length === 0 ? {...own, listensRemotely: false, openRelay: false} : together(remote, own);
  return {...found, tlsOut: sending ? null : own.tlsOut};
}
