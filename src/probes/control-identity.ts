import {z} from 'zod';
import {controlProtocols, type ControlProtocol} from '../model/asset.ts';
import type {GapReason} from '../model/evidence.ts';
import {Gap} from '../model/fact.ts';
import {defineOutsideProbe, field, partial, whole, type Answers, type WireTold} from '../model/probe.ts';
import type {Transcript} from '../model/transcript.ts';
import {controlDialogues} from './dialogues/control.ts';
import {readBacnet} from './parse/control/bacnet.ts';
import {readDnp3} from './parse/control/dnp3.ts';
import {readEnip} from './parse/control/enip.ts';
import {readFins} from './parse/control/fins.ts';
import {readMelsec} from './parse/control/melsec.ts';
import {readModbus} from './parse/control/modbus.ts';
import {readOpcUa} from './parse/control/opcua.ts';
import {readS7} from './parse/control/s7.ts';
import type {ControlTold} from './parse/control/told.ts';
import {int, textOrNull} from './parse/fields.ts';

const readers: Readonly<Record<ControlProtocol, (transcript: Transcript) => ControlTold>> = {
  bacnet: readBacnet,
  dnp3: readDnp3,
  enip: readEnip,
  fins: readFins,
  melsec: readMelsec,
  modbus: readModbus,
  opcua: readOpcUa,
  s7: readS7,
};

const same = (name: string) => ({en: name, ja: name});
const values = {
  bacnet: same('BACnet/IP'),
  dnp3: same('DNP3'),
  enip: same('EtherNet/IP'),
  fins: same('OMRON FINS'),
  melsec: same('MELSEC (SLMP)'),
  modbus: same('Modbus/TCP'),
  opcua: same('OPC UA'),
  s7: same('Siemens S7'),
};

const protocol = () => z.enum(controlProtocols);

/** What came of a protocol: null where it was not asked. */
function heldBy(answers: Answers, name: ControlProtocol): readonly WireTold[] | Gap | null {
  try {
    return answers.wire(name);
  } catch (error) {
    if (!(error instanceof Gap)) throw error;
    return error.reason === 'not-collected' ? null : error;
  }
}

/** What control systems say they are. Their ports are not looked at: only what their owner gave leave for was asked. */
export const controlIdentity = defineOutsideProbe({
  fact: 'controlIdentity',
  title: {en: 'Identity of the control system', ja: '制御装置の識別情報'},
  schema: z.object({
    asked: field(z.array(protocol()), 'Protocols asked', '問い合わせたプロトコル', {values}),
    endpoints: z.array(
      z.object({
        protocol: field(protocol(), 'Protocol', 'プロトコル', {values}),
        port: int('Port', 'ポート'),
        vendor: textOrNull('Vendor, as told', 'メーカー（機器の応答）'),
        product: textOrNull('Model, as told', '型番（機器の応答）'),
        version: textOrNull('Firmware, as told', 'ファームウェアのバージョン（機器の応答）'),
        serial: textOrNull('Serial number, as told', 'シリアル番号（機器の応答）'),
        station: textOrNull('Name or address within the protocol', 'プロトコル上の名称・アドレス'),
      }),
    ),
  }),
  outside: {
    dialogues: controlDialogues,
    parse(answers) {
      const held = controlProtocols.flatMap((name) => {
        const came = heldBy(answers, name);
        return came === null ? [] : [{name, came}];
      });
      const [first] = held;
      if (first === undefined) throw new Gap('not-collected', 'nobody gave leave to ask for it');
      if (first.came instanceof Gap && held.every(({came}) => came instanceof Gap)) throw first.came;
      const reasons: GapReason[] = held.flatMap(({came}) => (came instanceof Gap ? [came.reason] : []));
      const endpoints = held.flatMap(({name, came}) =>
        (came instanceof Gap ? [] : came).flatMap(({port, transcript}) => {
          const told = readers[name](transcript);
          if (told.state !== 'other' && told.because !== null) reasons.push(told.because);
          return told.state === 'speaks' ? [{protocol: name, port, ...told.identity}] : [];
        }),
      );
      const value = {asked: held.map(({name}) => name), endpoints};
      return reasons.length === 0 ? whole(value) : partial(value, reasons[0]);
    },
  },
});
