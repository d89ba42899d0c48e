import type {DeviceLogging} from '../../model/device/index.ts';
import {has, lastValue} from '../config/indented.ts';
import {plainLogging} from '../config/plain-logging.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import {readSeverity} from '../text/severity.ts';

const statements: readonly Statement<DeviceLogging>[] = [
  {
    pattern: /^logging ([\d.]{7,15}|[0-9a-f]{0,4}:[0-9a-f:]{2,40})(?: (udp|tcp|tls)(?: (\d{1,5}))?)?(?: .{0,80})?$/,
    read: ({servers}, [, address = '', protocol, port]) => {
      const kind = protocol === 'tcp' || protocol === 'tls' ? protocol : 'udp';
      servers.push({
        address,
        port: port === undefined ? (kind === 'udp' ? 514 : null) : Number(port),
        protocol: kind,
        severity: null,
      });
    },
  },
  {
    pattern:
      /^(?:no )?logging (?:severity|facility|command|system-module|priority-descr|notify|origin-id|filter|host-log)\b/,
  },
];

/** `logging severity` holds for all servers, wherever it stands; which severity goes out without it is not told. */
export function readLogging(config: RunningConfig) {
  const {nodes} = config;
  const severity = readSeverity(lastValue(nodes, /^logging severity (\S{1,12})$/) ?? '');
  const draft = plainLogging();
  if (has(nodes, /^logging command$/)) draft.commands = true;
  const understood = readStatements(nodes, /^(?:no )?logging\b/, statements, draft);
  for (const server of draft.servers) server.severity = severity;
  return told(draft, config, understood);
}
