import type {DeviceTime} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {edits, flag, sections, settingOf, value} from '../config/edit-tree.ts';
import {ofConfig} from './config.ts';
import {zoneOf} from './identity.ts';
import * as caution from '../text/caution.ts';

/** Servers are those of FortiGuard unless `type custom` is set: FortiOS CLI reference, `config system ntp`. Whether they are asked is always told. */
export const timeReading: Reading<DeviceTime> = ofConfig(({global}) => {
  const setting = (key: string): string | null => settingOf(global, 'system ntp', key);
  const asked = flag(setting('ntpsync'));
  const custom = setting('type') === 'custom';
  const entries = sections(global, 'system ntp').flatMap((section) => edits(section, 'ntpserver'));
  const own = entries.flatMap((entry) => {
    const address = value(entry, 'server');
    const authenticated = flag(value(entry, 'authentication')) ?? false;
    return address === null ? [] : [{address, authenticated}];
  });
  const servers = custom ? own : [{address: 'FortiGuard', authenticated: null}];
  const timezone = settingOf(global, 'system global', 'timezone');
  const told: DeviceTime = {
    servers: asked === true ? servers : [],
    protocol: asked === true ? 'ntp' : null,
    authentication: asked === true && custom ? own.length > 0 && own.every((each) => each.authenticated) : null,
    synchronised: asked === false ? false : null,
    source: null,
    stratum: null,
    offsetMs: null,
    timezone: zoneOf(timezone)?.name ?? timezone,
    serves: flag(setting('server-mode')) ?? false,
  };
  return asked === null ? partial(told, 'unsupported') : whole(told);
}, caution.time);
