import type {DeviceFacts} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {lastValue} from '../config/indented.ts';
import {orNull} from '../text/or-null.ts';
import {configAsks, configText, readTree, versionAsk} from './tree.ts';

/** The side that runs stands first, the one in store below. */
export const software =
  /^ *-{3,40} present-side -{3,40}\s{1,8}(?<model>FX?\d{1,4}(?: EX)?) {1,8}Version (?<version>[TV]?\d{2}\.\d{2}\(\d{2}\)\S{0,40})(?: \[|\s*$)/m;

export const device: Reading<DeviceFacts['device']> = {
  ask: [versionAsk, ...configAsks],
  parse(answers) {
    const {model, version} = software.exec(answers.command(versionAsk.id).text)?.groups ?? {};
    if (model === undefined || version === undefined) throw new Gap('unsupported', 'no version');
    // Its serial number and the time since it was started are asked by SNMP.
    return partial({
      ...{vendor: 'Furukawa Electric', os: 'fitelnet', osName: 'FITELnet', version, model, serials: []},
      ...{hostname: orNull(() => lastValue(readTree(answers), /^hostname (\S+)$/)), uptimeSeconds: null},
    });
  },
};

/** `14:15:56 2023/01/08` in a form that sorts; null when it is not told. */
function timeOf(text: string, word: string): string | null {
  const [, time, date] =
    new RegExp(String.raw`^!\s{1,4}LAST ${word}\s{1,8}(\d{2}:\d{2}:\d{2}) (\d{4}/\d{2}/\d{2})\b`, 'm').exec(text) ?? [];
  return time === undefined || date === undefined ? null : `${date} ${time}`;
}

/** Edits stand in a copy, which `refresh` makes the one that runs and `save` writes to the memory. */
function savedOf(text: string): boolean | null {
  const [edit, refresh, save] = [timeOf(text, 'EDIT'), timeOf(text, 'REFRESH'), timeOf(text, 'SAVE')];
  if (edit === null || refresh === null || save === null || edit > refresh) return null;
  return edit <= save;
}

export const deviceConfig: Reading<DeviceFacts['deviceConfig']> = {
  ask: configAsks,
  parse(answers) {
    const text = configText(answers);
    const lines = text
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '' && !/^!\s{1,4}LAST /.test(line));
    return whole({saved: savedOf(text), lines});
  },
};
