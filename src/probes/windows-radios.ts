import {z} from 'zod';
import {cimInt, cimText} from '../model/cim.ts';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {numberIn} from '../model/registry.ts';
import {connectionAsks} from './asks/windows-network.ts';
import {bluetoothAsk, computerClass, knownNetworksAsk} from './asks/windows-radios.ts';
import {flag, flagOrNull, intOrNull, text} from './parse/fields.ts';
import {readAdapters} from './parse/windows-adapters.ts';
import {told} from './parse/windows-told.ts';

const onOff = {values: {true: {en: 'enabled', ja: '有効'}, false: {en: 'disabled', ja: '無効'}}};

const WindowsRadios = z.object({
  adapters: z.array(
    z.object({
      name: text('Wireless adapter', '無線アダプター'),
      enabled: flag('State', '状態', onOff),
      connected: flag('Connected', '接続中'),
    }),
  ),
  /** null: not told, or XP. */
  wirelessNetworks: intOrNull('Wireless networks ever joined', '接続したことのある無線LANの数'),
  mobileNetworks: intOrNull('Mobile networks ever joined', '接続したことのあるモバイル網の数'),
  bluetooth: flagOrNull('Bluetooth', 'Bluetooth', onOff),
});

/** NameType of a network, by the numbers of ipifcons.h: 71 IEEE 802.11, 243 mobile broadband. */
const mediums = {wireless: 71, mobile: 243} as const;

/** What goes by radio: Wi-Fi, mobile networks, Bluetooth. Of networks that were joined only how many there are. */
export const windowsRadios = defineProbe({
  fact: 'windowsRadios',
  title: {en: 'Radios of Windows', ja: 'Windowsの無線機能'},
  cost: 'cheap',
  schema: WindowsRadios,
  ask: {windows: [...connectionAsks, knownNetworksAsk, bluetoothAsk]},
  parse(answers) {
    const adapters = readAdapters(answers).filter(({kind}) => kind === 'wireless');
    const known = told(() => answers.registry(knownNetworksAsk.id)) ?? null;
    const types = (known?.keys ?? []).map((key) => told(() => numberIn(key, 'NameType')));
    const count = (medium: number): number | null =>
      known === null ? null : types.filter((type) => type === medium).length;
    const devices = told(() => answers.instances(bluetoothAsk.id)) ?? [];
    const others = devices.filter((each) => cimText(each, 'ClassGuid')?.toLowerCase() !== computerClass);
    const bluetoothTold = others.length < devices.length;
    // Services of a radio stand below it as devices of the same class.
    const radios = others.filter(
      (each) => !/^(?:BTH|BTHENUM|BTHLE\w{0,20}|SWD)\\/i.test(cimText(each, 'DeviceID') ?? ''),
    );
    const on = radios.some((each) => cimInt(each, 'ConfigManagerErrorCode') === 0);
    const value = {
      adapters: adapters.map(({name, up, connected}) => ({name, enabled: up, connected})),
      wirelessNetworks: count(mediums.wireless),
      mobileNetworks: count(mediums.mobile),
      bluetooth: on || bluetoothTold ? on : null,
    };
    return known === null || !bluetoothTold ? partial(value, 'unsupported') : whole(value);
  },
  doubt: (value, lost) =>
    lost
      ? {...value, wirelessNetworks: null, mobileNetworks: null, bluetooth: value.bluetooth === true ? true : null}
      : value,
});
