import type {DeviceLogging} from '../../model/device/index.ts';
import {plainLogging} from '../config/plain-logging.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readIf, readStatements, type Statement} from '../config/statements.ts';
import {readSeverity} from '../text/severity.ts';

function serverOf({servers}: DeviceLogging, address: string): DeviceLogging['servers'][number] {
  const known = servers.find((server) => server.address === address);
  if (known !== undefined) return known;
  const server = {address, port: 514, protocol: 'udp' as const, severity: null};
  servers.push(server);
  return server;
}

const statements: readonly Statement<DeviceLogging>[] = [
  {pattern: /^log host (?:source|startup-delay) /},
  {
    pattern: /^log host (\S{1,128})(?: (secure))?(?: time (?:utc-offset|local-offset).{0,40})?$/,
    read: (draft, [, address = '', secure]) => {
      const server = serverOf(draft, address);
      if (secure !== undefined) Object.assign(server, {protocol: 'tls', port: null});
    },
  },
  {
    pattern: /^log host (\S{1,128}) level (\S{1,16})$/,
    read: (draft, [, address = '', level = '']) => {
      const severity = readSeverity(level);
      serverOf(draft, address).severity = severity;
      return readIf(severity !== null);
    },
  },
  // Filters for single programs or facilities say nothing of all the rest.
  {
    pattern: /^log host (\S{1,128}) (?:level \S{1,16} )?(?:program|facility|msgtext|exclude) /,
    read: (draft, [, address = '']) => serverOf(draft, address),
  },
  {
    pattern: /^log buffered level (\S{1,16})$/,
    read: (draft, [, level = '']) => readIf((draft.bufferSeverity = readSeverity(level)) !== null),
  },
  {pattern: /^no log buffered$/, read: (draft) => (draft.bufferSeverity = null)},
  {
    pattern:
      /^(?:no )?log (?:buffered|permanent|console|monitor|email|external|facility|trustpoint|date-format|exclude|rate-limit|size)\b/,
  },
];

/**
 * Every message carries date and time. Without a filter the buffer keeps notices and what is graver; for a server no level is told then.
 * Source: AlliedWare Plus command reference, default log buffered.
 */
export function readLogging(config: RunningConfig) {
  const commands = config.nodes.some(({text}) =>
    /^aaa accounting commands \d{1,2} \S{1,64} (?:start-stop|stop-only) /.test(text),
  );
  const draft: DeviceLogging = {...plainLogging(), bufferSeverity: 5, commands: commands ? true : null};
  return told(draft, config, readStatements(config.nodes, /^(?:no )?log\b/, statements, draft));
}
