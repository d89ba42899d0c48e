import type {DeviceAccess} from '../../model/device/index.ts';
import {gradeOf} from '../text/grade.ts';
import {setting, type RtConfig} from './statements.ts';
import {attributesOf, namedUsers, nameless, namelessUser} from './users.ts';

type Plane = DeviceAccess['planes'][number];
type Line = DeviceAccess['lines'][number];

/** Seconds; 0: never. Over the network `clear` is taken for 300 (command reference, login timer). */
function idleOf(config: RtConfig, remote: boolean): number | null {
  const byDefault = setting(config, 'login timer') ?? '300';
  const users = [nameless, ...namedUsers(config).map(({name}) => name)];
  const told = users.map((user) => {
    const timer = attributesOf(config, user).get('login-timer') ?? byDefault;
    if (timer === 'clear') return remote ? 300 : 0;
    return /^\d{1,8}$/.test(timer) ? Number(timer) : Number.NaN;
  });
  if (told.some((seconds) => Number.isNaN(seconds))) return null;
  return told.includes(0) ? 0 : Math.max(...told);
}

function loginOf(config: RtConfig): Line['login'] {
  const first = namelessUser(config);
  if (first?.enabled === true) return first.scheme === 'none' ? 'none' : 'line-password';
  return (setting(config, 'login radius use') ?? 'off') === 'off' ? 'local' : 'aaa';
}

export function linesOf(config: RtConfig, planes: readonly Plane[]): Line[] {
  const grade = gradeOf(setting(config, 'login password') ?? '');
  const open = planes.filter(({protocol, enabled}) => enabled && (protocol === 'telnet' || protocol === 'ssh'));
  const common = {grade, acl: null, login: loginOf(config)};
  return [
    {name: 'console', kind: 'console', idleTimeoutSeconds: idleOf(config, false), transports: [], ...common},
    {
      ...{name: 'remote', kind: 'remote', idleTimeoutSeconds: idleOf(config, true)},
      ...{transports: open.map(({protocol}) => protocol), ...common},
    },
  ];
}
