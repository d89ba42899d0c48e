import {cli} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import type {DeviceReadings, Platform} from '../model/platform.ts';
import {partial} from '../model/probe.ts';
import {loginSecrets, routingSecrets, serviceSecrets, straySecrets, typedAfter} from './config/secrets.ts';

const version = cli('show version');

/** Only what tells one device from another: the command references of the families differ too much to tell more for sure. */
const readings: DeviceReadings = {
  device: {
    ask: [version],
    parse(answers) {
      const {text} = answers.command(version.id);
      const model = /\b(Apresia(?:NP|Light)?\w{1,24}(?:-\w{1,12}){0,3})/i.exec(text)?.[1];
      const number =
        /^.{0,60}(?:Firmware|Runtime|AEOS|Software|Version|Ver\.)[^\d\n]{0,40}(\d{1,2}\.\d{2}(?:\.\d{2})?)\b/im.exec(
          text,
        )?.[1];
      if (model === undefined && !/\bAEOS\b/.test(text)) throw new Gap('unsupported', version.id);
      const value = {
        vendor: 'APRESIA Systems',
        os: 'apresia',
        osName: /\bAEOS\b/.test(text) ? 'AEOS' : 'Apresia',
        version: number ?? null,
        model: model ?? null,
        serials: [],
        hostname: null,
        uptimeSeconds: null,
      };
      return partial(value, 'unsupported');
    },
  },
};

/** Switches of APRESIA Systems (before: Hitachi Cable, Hitachi Metals): ApresiaNP, AEOS, ApresiaLight. */
export const apresia: Platform = {
  id: 'apresia',
  title: {en: 'APRESIA', ja: 'APRESIA'},
  family: 'network',
  via: ['ssh', 'snmp'],
  kinds: ['network-device'],
  signs: {
    objectIds: ['1.3.6.1.4.1.278'],
    sysDescr: /Apresia/i,
    command: {run: 'show version', answer: /\bApresia|\bAEOS\b/i},
  },
  cli: {
    prompt: /^[\w.-]{1,64}(?:\([\w-]{1,40}\))?[>#] ?$/,
    start: ['terminal length 0'],
    pager: {pattern: /(?:--More--|CTRL\+C ESC q Quit .{0,60}|--- more ---)\s*$/i, answer: ' '},
    enable: {command: 'enable', password: /^[Pp]assword: ?$/, privileged: /^[\w.-]{1,64}# ?$/},
    finish: ['logout'],
    allow: [/^show version$/, /^terminal length 0$/, /^enable$/, /^logout$/],
    refusals: [{pattern: /^% ?(?:Invalid|Unknown|Incomplete|Ambiguous)/im, reason: 'unsupported'}],
  },
  secrets: [
    ...loginSecrets,
    ...serviceSecrets,
    ...routingSecrets,
    ...typedAfter('password', String.raw`^\s{0,8}password`),
    ...straySecrets,
  ],
  readings,
};
