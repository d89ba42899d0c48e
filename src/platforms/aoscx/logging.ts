import type {DeviceLogging} from '../../model/device/index.ts';
import {plainLogging} from '../config/plain-logging.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import {readSeverity} from '../text/severity.ts';

const host = String.raw`\d[\d.]{6,14}|[0-9a-f]{0,4}:[0-9a-f:]{2,40}|[a-z][\w.-]{0,127}\.[\w.-]{1,127}`;
const option = String.raw` (?:(?:udp|tcp|tls)(?: \d{1,5})?|severity \S{1,12}|vrf \S{1,32}|include-auditable-events|filter \S{1,64}|rate-limit-burst \d{1,9}|auth-mode \S{1,32}|legacy-tls-renegotiation|disable)`;
const server = new RegExp(`^logging (${host})((?:${option}){0,10})$`, 'i');

const statements: readonly Statement<DeviceLogging>[] = [
  {
    pattern: server,
    read: (draft, [, address = '', rest = '']) => {
      if (/ disable\b/.test(rest)) return;
      const [, protocol = 'udp', port] = / (udp|tcp|tls)(?: (\d{1,5}))?\b/.exec(rest) ?? [];
      const level = / severity (\S{1,12})/.exec(rest)?.[1] ?? 'info';
      const usual = protocol === 'udp' ? 514 : protocol === 'tls' ? 6514 : null;
      const kind = protocol === 'tcp' || protocol === 'tls' ? protocol : 'udp';
      draft.servers.push({
        address,
        port: port === undefined ? usual : Number(port),
        protocol: kind,
        severity: readSeverity(level),
      });
      if (/ include-auditable-events\b/.test(rest)) draft.commands = true;
    },
  },
  {pattern: /^logging (?:facility|filter|persistent-storage|threshold|console)\b/},
];

/** Messages go out from the severity `info` on. Source: AOS-CX monitoring guide, logging. */
export function readLogging(config: RunningConfig) {
  const draft = plainLogging();
  return told(draft, config, readStatements(config.nodes, /^(?:no )?logging\b/, statements, draft));
}
