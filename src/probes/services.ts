import {z} from 'zod';
import {defineProbe, field} from '../model/probe.ts';
import {inetdFiles, servicesAsk} from './asks/services.ts';
import {flagOrNull, text, textOrNull} from './parse/fields.ts';
import {inetdService, xinetdServices} from './parse/inetd.ts';
import {reading} from './parse/reading.ts';
import {readServices} from './parse/service-list.ts';

const systems = {
  systemd: {en: 'systemd', ja: 'systemd'},
  openrc: {en: 'OpenRC', ja: 'OpenRC'},
  sysv: {en: 'System V init', ja: 'System V init'},
  none: {en: 'none', ja: 'なし'},
};
const onOff = {values: {true: {en: 'enabled', ja: '有効'}, false: {en: 'disabled', ja: '無効'}}};
const running = {values: {true: {en: 'running', ja: '稼働中'}, false: {en: 'stopped', ja: '停止'}}};

const Services = z.object({
  initSystem: field(z.enum(['systemd', 'openrc', 'sysv', 'none']), 'Init system', '起動方式', {values: systems}),
  units: z.array(
    z.object({
      name: text('Service', 'サービス'),
      state: textOrNull('State of the unit file', 'ユニットファイルの状態'),
      enabled: flagOrNull('Started at boot', '自動起動', onOff),
      running: flagOrNull('Running', '稼働状態', running),
    }),
  ),
  inetd: z.array(
    z.object({
      name: text('Service', 'サービス'),
      file: text('Configured in', '設定ファイル'),
      enabled: flagOrNull('Enabled', '有効', onOff),
    }),
  ),
});

export const services = defineProbe({
  fact: 'services',
  title: {en: 'Services', ja: 'サービス'},
  cost: 'cheap',
  schema: Services,
  ask: {linux: [servicesAsk, ...inetdFiles]},
  parse(answers) {
    const list = readServices(answers.command(servicesAsk.id));
    const read = reading(answers);
    if (!list.complete || !list.runningKnown) read.doubt();
    const inetd = (read.file('/etc/inetd.conf')?.text ?? '').split('\n').map(inetdService);
    const xinetd = read.files('/etc/xinetd.d/*').flatMap(xinetdServices);
    return read.result({
      initSystem: list.system,
      units: [...list.units],
      inetd: [...inetd.filter((service) => service !== null), ...xinetd],
    });
  },
});
