import type {DeviceFacts} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {readHosts} from './access.ts';
import {hasSntpServer} from './models.ts';
import {configAsk, find, has, isOn, readConfig, setting, type RtConfig} from './statements.ts';

/**
 * INFO is sent unless it is switched off, and kept in any case; NOTICE (of filters) and DEBUG only where they are
 * switched on (command reference, syslog). They go out with the severities of their names.
 */
function sent(config: RtConfig): number | null {
  if (isOn(config, 'syslog debug', false) === true) return 7;
  if (isOn(config, 'syslog info', true) === true) return 6;
  return isOn(config, 'syslog notice', false) === true ? 5 : null;
}

export const deviceLogging: Reading<DeviceFacts['deviceLogging']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const hosts = setting(config, 'syslog host')?.split(/\s+/) ?? [];
    const severity = sent(config);
    const value: DeviceFacts['deviceLogging'] = {
      enabled: true,
      servers: hosts.map((address) => ({address, port: null, protocol: 'udp', severity})),
      bufferSeverity: isOn(config, 'syslog debug', false) === true ? 7 : 6,
      timestamps: 'datetime',
      commands: isOn(config, 'syslog execute command', false),
      logins: true,
    };
    const odd = hosts.some((host) => /^\d{1,5}$/.test(host));
    return odd || value.commands === null ? partial(value, 'unsupported') : whole(value);
  },
};

/** `schedule at 1 *\/* 00:00:00 * ntpdate ntp.nict.jp syslog`: the clock is only set when a schedule says so. */
const dateCommand =
  /^schedule at \d+ (?<when>.{0,80}?)\b(?<command>ntpdate|rdate) (?<host>[\w.:%-]{1,255})(?: syslog)?$/;

/** At the start of the router, or on one day of one year. */
const once = /^(?:startup|\d{4}\/)/;

export const deviceTime: Reading<DeviceFacts['deviceTime']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const found = find(config, dateCommand);
    const regular = found.filter(({groups}) => !once.test(groups['when'] ?? ''));
    const commands = new Set(found.map(({groups}) => groups['command']));
    const serves = isOn(config, 'sntpd service', true);
    const told = has(config, /^sntpd service /) || hasSntpServer(config.model);
    const zone = setting(config, 'timezone') ?? 'jst';
    const value: DeviceFacts['deviceTime'] = {
      servers: regular.map(({groups}) => ({address: groups['host'] ?? '', authenticated: false})),
      protocol: commands.has('ntpdate') ? 'ntp' : commands.has('rdate') ? 'rdate' : null,
      authentication: false,
      ...{synchronised: null, source: null, stratum: null, offsetMs: null},
      timezone: {jst: '+09:00', utc: '+00:00'}[zone] ?? zone,
      serves: told && serves !== null ? serves && !readHosts(setting(config, 'sntpd host') ?? 'lan').nobody : null,
    };
    const unread = config.statements.some(
      ({text}) => /^schedule at .*\b(?:ntpdate|rdate)\b/.test(text) && !dateCommand.test(text),
    );
    const rare = found.length > 0 && regular.length === 0;
    return unread || rare ? partial(value, 'unsupported') : whole(value);
  },
};

/** Whether it was saved cannot be asked: comparing the two needs the passwords to be typed in. */
export function deviceConfig(volatile: readonly RegExp[]): Reading<DeviceFacts['deviceConfig']> {
  return {
    ask: [configAsk],
    parse(answers) {
      const {lines} = readConfig(answers);
      return whole({saved: null, lines: lines.filter((line) => !volatile.some((pattern) => pattern.test(line)))});
    },
  };
}
