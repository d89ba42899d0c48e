import {escapeBytes} from '../../src/model/escaped.ts';
import type {ControlProtocol} from '../../src/model/asset.ts';
import type {ReplayPort} from './replay.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const two = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const twoLittle = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
const padded = (text: string, length: number, pad = '\0'): Buffer => Buffer.from(text.padEnd(length, pad), 'latin1');

/** Read Device Identification, basic. */
export function modbusAnswer(vendor: string, code: string, revision: string): Buffer {
  const objects = [vendor, code, revision].map((text, id) =>
    Buffer.concat([Buffer.from([id, text.length]), Buffer.from(text)]),
  );
  const pdu = Buffer.concat([hex('2b0e01010000'), Buffer.from([objects.length]), ...objects]);
  return Buffer.concat([hex('00010000'), two(pdu.length + 1), hex('ff'), pdu]);
}

const tpkt = (payload: Buffer): Buffer => Buffer.concat([hex('0300'), two(payload.length + 4), payload]);

export function statusListAnswer(id: number, size: number, records: readonly Buffer[], last = true): Buffer {
  const list = Buffer.concat([two(id), two(1), two(size), two(records.length), ...records]);
  const head = hex(`000112 08 12 84 01 01 00 0${last ? 0 : 1} 0000`);
  const data = Buffer.concat([hex('ff09'), two(list.length), list]);
  return tpkt(Buffer.concat([hex('02f080 32 07 0000 0000 000c'), two(data.length), head, data]));
}

const moduleRecord = (index: number, order: string, version: string): Buffer =>
  Buffer.concat([two(index), padded(order, 20, ' '), hex(`0000 ${version}`)]);
const componentRecord = (index: number, text: string): Buffer => Buffer.concat([two(index), padded(text, 32)]);

const s7Answers: readonly Buffer[] = [
  hex('03000016 11 d0 0014 0002 00 c0010a c1020100 c2020102'),
  hex('0300001b 02f080 32 03 0000 0000 0008 0000 0000 f000 0001 0001 00f0'),
  statusListAnswer(0x11, 28, [
    moduleRecord(1, '6ES7 315-2AG10-0AB0', '0001 0000'),
    moduleRecord(6, '6ES7 315-2AG10-0AB0', '0001 0000'),
    moduleRecord(7, '', '5602 0609'),
  ]),
  statusListAnswer(
    0x1c,
    34,
    [
      componentRecord(1, 'ROKA-1'),
      componentRecord(2, 'CPU 315-2 DP'),
      componentRecord(3, ''),
      componentRecord(4, 'Original Siemens Equipment'),
      componentRecord(5, 'S C-X4U421302009'),
      componentRecord(7, 'CPU 315-2 DP'),
    ],
    false,
  ),
];

export function enipAnswer(vendor: number, name: string, serial: number): Buffer {
  const number = Buffer.alloc(4);
  number.writeUInt32LE(serial);
  const item = Buffer.concat([
    hex('0100 0002af12c000020a 0000000000000000'),
    ...[
      twoLittle(vendor),
      hex('0c00 9e00 1409 3000'),
      number,
      Buffer.from([name.length]),
      Buffer.from(name),
      hex('03'),
    ],
  ]);
  const body = Buffer.concat([hex('0100 0c00'), twoLittle(item.length), item]);
  return Buffer.concat([hex('6300'), twoLittle(body.length), hex('00'.repeat(20)), body]);
}

/** Complex acknowledgement of ReadProperty, with a text in UTF-8. */
export function bacnetAnswer(invoke: number, tagged: string, value: string): Buffer {
  const text = Buffer.from(value);
  const long = Buffer.concat([Buffer.from([0x75, text.length + 1, 0]), text]);
  const apdu = Buffer.concat([hex('30'), Buffer.from([invoke]), hex(`0c 0c 0203f7a1 ${tagged} 3e`), long, hex('3f')]);
  return Buffer.concat([hex('810a'), two(apdu.length + 6), hex('0100'), apdu]);
}

export function melsecAnswer(name: string): Buffer {
  return Buffer.concat([hex('d000 00 ff ff03 00 1400 0000'), padded(name, 16, ' '), hex('6802')]);
}

export function finsAnswer(model: string, version: string): Buffer {
  const told = Buffer.concat([padded(model, 20, ' '), padded(version, 20), Buffer.alloc(40 + 12)]);
  const frame = Buffer.concat([hex('c0 00 02 00 fe 00 00 00 00 01 0501 0000'), told]);
  return Buffer.concat([hex('46494e53 0000'), two(frame.length + 8), hex('00000002 00000000'), frame]);
}

/** What a controller of each protocol answers to the questions for its identity, in order. */
export const controllerAnswers: Readonly<Record<ControlProtocol, readonly Buffer[]>> = {
  bacnet: [
    bacnetAnswer(1, '1979', '見本計装'),
    bacnetAnswer(2, '1946', 'MK-100'),
    bacnetAnswer(3, '192c', '2.1.0'),
    // unknown-property
    hex('810a000d 0100 50 04 0c 9102 9120'),
  ],
  dnp3: [hex('0564 05 0b 0000 0100 baf0')],
  enip: [enipAnswer(1, '1769-L32E Ethernet Port', 0x00c0ffee)],
  fins: [hex('46494e53 00000010 00000001 00000000 000000fe 0000000a'), finsAnswer('CJ2M-CPU32', '02.01')],
  melsec: [melsecAnswer('Q03UDECPU')],
  modbus: [modbusAnswer('Mihon Keiso', 'MK-100', 'V2.1')],
  opcua: [hex('41434b46 1c000000 00000000 00000100 00000100 00000001 00010000')],
  s7: s7Answers,
};

const places = {
  bacnet: ['udp', 47_808],
  dnp3: ['tcp', 20_000],
  enip: ['tcp', 44_818],
  fins: ['tcp', 9600],
  melsec: ['tcp', 5007],
  modbus: ['tcp', 502],
  opcua: ['tcp', 4840],
  s7: ['tcp', 102],
} as const;

/** Ports of a controller that speaks these protocols. */
export const controllerPorts = (protocols: readonly ControlProtocol[]): ReplayPort[] =>
  protocols.map((protocol) => {
    const [transport, port] = places[protocol];
    return {transport, port, parts: controllerAnswers[protocol].map(escapeBytes)};
  });
