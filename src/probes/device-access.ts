import {DeviceAccess} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const deviceAccess = defineDeviceProbe({
  fact: 'deviceAccess',
  title: {en: 'Management access', ja: '管理アクセス'},
  schema: DeviceAccess,
  // What is off, and a timeout by default, may be so for want of the statement that was cut off.
  doubt(value, lost) {
    if (!lost) return value;
    const lines = value.lines.map((line) => ({...line, idleTimeoutSeconds: null}));
    return {...value, planes: value.planes.filter(({enabled}) => enabled), lines};
  },
});
