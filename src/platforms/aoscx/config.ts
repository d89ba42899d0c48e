import {cli} from '../../model/ask.ts';
import {configReading} from '../config/running.ts';

export const runningConfig = cli('show running-config', {seconds: 120, limit: 4_194_304});

/** What a banner says stands between two lines of a sign of its own. */
export const banner = /^banner (motd|exec) (\S{1,2})[ \t]*\n([\s\S]{0,4000}?)^\2[ \t]*$/gm;

export const aoscxForm = {
  id: runningConfig.id,
  sign: /^!Version (?:ArubaOS|AOS)-CX /m,
  end: null,
  parts: [/^vlan 1(?:[,-]\S{1,400})?$/m, /^interface \d/m],
  prepare: (text: string) => text.replace(banner, ''),
};

export const fromConfig = configReading(runningConfig, aoscxForm);
