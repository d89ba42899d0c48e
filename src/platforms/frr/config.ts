import {cli} from '../../model/ask.ts';
import {configReading} from '../config/running.ts';

export const runningConfig = cli('show running-config', {seconds: 60, limit: 4_194_304});

export const frrForm = {id: runningConfig.id, sign: /^frr version \S/m, end: /(?:^|\n)end$/};

export const fromConfig = configReading(runningConfig, frrForm);
