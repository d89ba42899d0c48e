import type {DeviceFacts} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {gradeOf} from '../text/grade.ts';
import {configAsk, readConfig, setting} from './statements.ts';

const methods: Readonly<Record<string, readonly string[]>> = {
  on: ['local', 'radius'],
  only: ['radius'],
  off: ['local'],
};

export const deviceAaa: Reading<DeviceFacts['deviceAaa']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const login = setting(config, 'login radius use') ?? 'off';
    const enable = setting(config, 'administrator radius auth') ?? 'off';
    const hosts = setting(config, 'radius auth server') ?? setting(config, 'radius server');
    const key = setting(config, 'radius secret');
    const value: DeviceFacts['deviceAaa'] = {
      enabled: login !== 'off' || enable !== 'off',
      methods: [
        {service: 'login', list: 'login', methods: [...(methods[login] ?? [])]},
        {service: 'enable', list: 'administrator', methods: [...(methods[enable] ?? [])]},
      ],
      servers: (hosts?.split(' ') ?? []).map((address) => ({
        protocol: 'radius',
        address,
        keyGrade: key === null ? null : gradeOf(key),
      })),
    };
    const understood = value.methods.every((each) => each.methods.length > 0);
    return understood ? whole(value) : partial(value, 'unsupported');
  },
};

/** The router has no texts that it shows at a login. */
export const deviceBanner: Reading<DeviceFacts['deviceBanner']> = {
  ask: [configAsk],
  parse(answers) {
    readConfig(answers);
    return whole({banners: []});
  },
};
