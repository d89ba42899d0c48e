import type {DeviceLogging} from '../../model/device/index.ts';
import {plainLogging} from '../config/plain-logging.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readIf, readStatements, type Statement} from '../config/statements.ts';
import {readSeverity} from '../text/severity.ts';

const statements: readonly Statement<DeviceLogging>[] = [
  {pattern: /^log syslog(?: (\S{1,16}))?$/, read: (draft) => (draft.enabled = true)},
  {
    pattern: /^log file (\S{1,255})(?: (\S{1,16}))?$/,
    read: (draft, [, , level]) => {
      draft.enabled = true;
      draft.bufferSeverity = level === undefined ? null : readSeverity(level);
      return readIf(level === undefined || draft.bufferSeverity !== null);
    },
  },
  {pattern: /^log commands$/, read: (draft) => (draft.commands = true)},
  {pattern: /^no log commands$/, read: (draft) => (draft.commands = false)},
  {
    pattern:
      /^(?:no )?log (?:stdout|monitor|facility|timestamp|record-priority|unique-id|error-category|immediate-mode|filter-text|filtered-file)\b/,
  },
];

/** To which servers messages go is up to the syslog of the system below. Commands are not recorded as long as it is not asked for. */
export function readLogging(config: RunningConfig) {
  const draft: DeviceLogging = {...plainLogging(), enabled: false, commands: false};
  const understood = readStatements(config.nodes, /^(?:no )?log\b/, statements, draft);
  // Where syslog sends them on stands elsewhere.
  return told(draft, config, understood && draft.enabled === false);
}
