import type {CliAsk} from '../../model/ask.ts';
import type {DeviceConfig} from '../../model/device/index.ts';
import type {Reading} from '../../model/probe.ts';
import {configLines, readConfig, sameConfig, told, type ConfigForm} from './running.ts';
import {orNull} from '../text/or-null.ts';

interface Shown {
  readonly running: CliAsk;
  /** Prints in the same form what the device starts with. */
  readonly saved: CliAsk;
  readonly form: ConfigForm;
  /** Lines that change by themselves. */
  readonly volatile: readonly RegExp[];
}

/** The configuration that runs, and whether it is the one that is stored: null where that was not shown. */
export function savedReading({running, saved, form, volatile}: Shown): Reading<DeviceConfig> {
  return {
    ask: [running, saved],
    parse(answers) {
      const config = readConfig(answers, form);
      const stored = orNull(() => readConfig(answers, {...form, id: saved.id}));
      const same = stored === null ? null : sameConfig(config.text, stored.text, volatile);
      return told({saved: same, lines: configLines(config.text, volatile)}, config, stored !== null);
    },
  };
}
