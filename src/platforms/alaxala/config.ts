import {cli} from '../../model/ask.ts';
import {configReading} from '../config/running.ts';

export const runningConfig = cli('show running-config', {privilege: 'root', seconds: 120, limit: 4_194_304});

/** The first line tells it; a configuration has no last line of its own. */
export const alaxalaForm = {
  id: runningConfig.id,
  sign: /^# ?(?:Last modified by|default configuration file|configuration list for)|^vlan 1$[\s\S]{0,200}^ {1,4}name "VLAN0001"/m,
  end: null,
  parts: [/^vlan 1$/m, /^interface \S/m],
};

export const fromConfig = configReading(runningConfig, alaxalaForm);
