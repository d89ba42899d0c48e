import type {
  DeviceAaa,
  DeviceConfig,
  DeviceDefence,
  DeviceLogging,
  DeviceServices,
  DeviceSnmp,
  DeviceTime,
  DeviceUsers,
} from '../../model/device/index.ts';

/**
 * What may still be told of a fact when a part of the configuration is missing. Lists are known to lack elements then, and
 * nulls to stand for something; any other value is taken for certain, so that none may rest on what was not found. null: nothing
 * is left to tell.
 */
export type Caution<T> = (value: T) => T | null;

const onlyTrue = (value: boolean | null): true | null => (value === true ? true : null);

export const nothing = (): null => null;

export const snmp: Caution<DeviceSnmp> = (value) => (value.enabled ? value : null);

export const aaa: Caution<DeviceAaa> = (value) => ({...value, enabled: onlyTrue(value.enabled)});

export const users: Caution<DeviceUsers> = (value) => ({...value, minLength: null, lockoutAttempts: null});

export const logging: Caution<DeviceLogging> = (value) => ({
  ...value,
  enabled: onlyTrue(value.enabled),
  bufferSeverity: null,
  commands: null,
  logins: null,
});

export const time: Caution<DeviceTime> = (value) => ({
  ...value,
  authentication: null,
  synchronised: onlyTrue(value.synchronised),
  serves: null,
});

export const config: Caution<DeviceConfig> = (value) => ({...value, saved: null});

export const services: Caution<DeviceServices> = ({features}) => ({features: features.filter(({enabled}) => enabled)});

/** What is on by itself, unless something that was not found puts it off. */
const byItself = new Set(['stateful-inspection', 'login-throttling']);

export const defence: Caution<DeviceDefence> = ({defences}) => ({
  defences: defences.filter(({name, enabled}) => enabled && !byItself.has(name)),
});
