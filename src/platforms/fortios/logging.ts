import type {DeviceLogging} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {flag, number, sections, settingOf, value, type EditNode} from '../config/edit-tree.ts';
import {sortedBy} from '../text/order.ts';
import {readSeverity} from '../text/severity.ts';
import {ofConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type Server = DeviceLogging['servers'][number];

const syslogNames = ['', '2', '3', '4'].flatMap((number_) => [
  {setting: `log syslogd${number_} setting`, filter: `log syslogd${number_} filter`},
  {setting: `log syslogd${number_} override-setting`, filter: `log syslogd${number_} override-filter`},
]);

const analyzerNames = ['', '2', '3'].flatMap((number_) => [
  `log fortianalyzer${number_} setting`,
  `log fortianalyzer${number_} override-setting`,
]);

/** `udp` and `disable` unless set: FortiOS CLI reference, `config log syslogd setting`. */
function protocolOf(setting: EditNode): Server['protocol'] {
  const mode = value(setting, 'mode');
  if (mode !== null && mode !== 'udp') {
    const encrypted = value(setting, 'enc-algorithm') ?? 'disable';
    return mode === 'reliable' && encrypted !== 'disable' ? 'tls' : 'tcp';
  }
  return value(setting, 'reliable') === 'enable' ? 'tcp' : 'udp';
}

/** Settings of a part of the device for itself hold only where it is said so: FortiOS CLI reference, `config log setting`. */
function inUse(node: EditNode, name: string, section: EditNode): boolean {
  if (flag(value(section, 'status')) !== true) return false;
  if (!name.endsWith(' override-setting')) return true;
  const key = name.startsWith('log syslogd') ? 'syslog-override' : 'faz-override';
  return flag(value(section, 'override')) === true || flag(settingOf(node, 'log setting', key)) === true;
}

function syslogServers(node: EditNode): Server[] {
  return syslogNames.flatMap(({setting, filter}) =>
    sections(node, setting)
      .filter((each) => inUse(node, setting, each))
      .flatMap((each) => {
        const address = value(each, 'server');
        if (address === null || address === '') return [];
        const severity = readSeverity(settingOf(node, filter, 'severity') ?? 'information');
        return [{address, port: number(value(each, 'port') ?? '514'), protocol: protocolOf(each), severity}];
      }),
  );
}

function analyzers(node: EditNode): Server[] {
  return analyzerNames.flatMap((name) =>
    sections(node, name)
      .filter((each) => inUse(node, name, each))
      .flatMap((each) => {
        const address = value(each, 'server');
        return address === null || address === '' ? [] : [{address, port: null, protocol: null, severity: null}];
      }),
  );
}

/** Records of the system itself are kept unless set off: FortiOS CLI reference, `config log eventfilter`. */
function systemEvents(nodes: readonly EditNode[]): boolean {
  return nodes.every((node) => {
    const off = (key: string): boolean => flag(settingOf(node, 'log eventfilter', key)) === false;
    return !off('event') && !off('system');
  });
}

const kept = ['log memory', 'log disk'];

function buffer(node: EditNode): Pick<DeviceLogging, 'bufferSeverity'> & {on: boolean} {
  const on = kept.filter((name) => flag(settingOf(node, `${name} setting`, 'status')) === true);
  const severities = on.map((name) => settingOf(node, `${name} filter`, 'severity'));
  const told = severities.flatMap((word) => (word === null ? [] : [readSeverity(word)]));
  return {on: on.length > 0, bufferSeverity: told[0] ?? null};
}

export const loggingReading: Reading<DeviceLogging> = ofConfig(({global, vdoms}) => {
  const nodes = [...new Set([global, ...vdoms.map(({node}) => node)])];
  const servers = nodes.flatMap((node) => [...syslogServers(node), ...analyzers(node)]);
  const own = nodes.map(buffer);
  const events = systemEvents(nodes);
  return whole({
    enabled: servers.length > 0 || own.some(({on}) => on) ? true : null,
    servers: sortedBy(servers, ({address, port}) => `${address} ${port ?? ''}`),
    bufferSeverity: own.map((each) => each.bufferSeverity).find((severity) => severity !== null) ?? null,
    // Every record begins with date= and time=: FortiOS log reference.
    timestamps: 'datetime',
    commands: events,
    logins: events,
  });
}, caution.logging);
