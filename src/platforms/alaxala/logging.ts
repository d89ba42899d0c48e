import type {DeviceLogging} from '../../model/device/index.ts';
import {plainLogging} from '../config/plain-logging.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readIf, readStatements, type Statement} from '../config/statements.ts';
import {readSeverity} from '../text/severity.ts';
import {unquoted} from '../text/quotes.ts';

interface Draft {
  readonly logging: DeviceLogging;
  severity: number | null;
}

const statements: readonly Statement<Draft>[] = [
  {
    pattern: /^logging host (\S{1,128})(?: (?:vrf \d{1,4}|no-date-info|facility \S{1,10}|severity \S{1,14}))*$/,
    read: ({logging}, [, address = '']) => {
      logging.servers.push({address: unquoted(address), port: 514, protocol: 'udp', severity: null});
    },
  },
  {
    pattern: /^logging trap (\S{1,16})$/,
    read: (draft, [, level = '']) => readIf((draft.severity = readSeverity(level)) !== null),
  },
  {
    pattern:
      /^(?:no )?logging (?:facility|event-kind|email|email-event-kind|email-from|email-interval|email-server|syslog-dump|save|console|syslog-header|cmdlog)\b/,
  },
];

/** What was done by hand (KEY) and logins stand in the operation log; which kinds are sent is chosen by `logging event-kind`. */
export function readLogging(config: RunningConfig) {
  const logging = plainLogging();
  const draft: Draft = {logging, severity: null};
  const understood = readStatements(config.nodes, /^(?:no )?logging\b/, statements, draft);
  for (const server of logging.servers) server.severity = draft.severity;
  return told(logging, config, understood);
}
