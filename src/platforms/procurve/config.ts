import {cli} from '../../model/ask.ts';
import {configReading} from '../config/running.ts';

export const runningConfig = cli('show running-config', {privilege: 'root', seconds: 120, limit: 4_194_304});

export const procurveForm = {
  id: runningConfig.id,
  sign: /^; \S{1,12} Configuration Editor; Created on release #/m,
  end: null,
  parts: [/^vlan 1\s*$/m],
};

export const fromConfig = configReading(runningConfig, procurveForm);
