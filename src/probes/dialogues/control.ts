import type {ControlProtocol} from '../../model/asset.ts';
import {escapeBytes} from '../../model/escaped.ts';
import type {Dialogue, WireEnd, WireStep} from '../../model/outside.ts';

const send = (hex: string): WireStep => ({do: 'send', bytes: escapeBytes(Buffer.from(hex.replaceAll(' ', ''), 'hex'))});
const read = (end: WireEnd, like?: string): WireStep => ({do: 'read', end, ...(like === undefined ? {} : {like})});

const counted = (offset: number, bytes: number, order: 'big' | 'little', plus: number): WireEnd => ({
  at: 'length',
  offset,
  bytes,
  order,
  plus,
});

function dialogue(
  service: ControlProtocol,
  transport: 'tcp' | 'udp',
  port: number,
  steps: readonly WireStep[],
): Dialogue {
  return {id: service, class: 'control', transport, service, ports: [port], steps, seconds: 10, limit: 4096};
}

/**
 * MODBUS Application Protocol 1.1b3, 6.21: Read Device Identification (43/14), basic. Unit 255 is the device itself: what
 * stands behind a gateway is not asked.
 */
const modbus = dialogue('modbus', 'tcp', 502, [send('0001 0000 0005 ff 2b 0e 01 00'), read(counted(4, 2, 'big', 6))]);

/** RFC 1006: the length of a packet. */
const packet = counted(2, 2, 'big', 0);
const s7 = '^\\x03\\x00[\\s\\S]{2}\\x02\\xf0\\x802';
const readList = (id: string): WireStep =>
  send(`03000021 02f080 32 07 0000 0000 0008 0008 000112 04 11 44 01 00 ff 09 0004 ${id} 0001`);

/** A connection to the CPU in rack 0, slot 2, and of its system status list the identification of module and component. */
const siemens = dialogue('s7', 'tcp', 102, [
  send('03000016 11 e0 0000 0014 00 c1020100 c2020102 c0010a'),
  read(packet, '^\\x03\\x00[\\s\\S]{3}\\xd0'),
  send('03000019 02f080 32 01 0000 0000 0008 0000 f000 0001 0001 01e0'),
  read(packet, `${s7}\\x03`),
  readList('0011'),
  read(packet, `${s7}\\x07`),
  readList('001c'),
  read(packet),
]);

/** CIP volume 2, 2-4.2: ListIdentity, which needs no session. */
const enip = dialogue('enip', 'tcp', 44_818, [
  send('6300 0000 00000000 00000000 0000000000000000 00000000'),
  read(counted(2, 2, 'little', 24)),
]);

/** ANSI/ASHRAE 135: ReadProperty of the device object, whichever its instance (4194303). */
const property = (length: string, invoke: string, tagged: string): readonly WireStep[] => [
  send(`810a00${length} 0104 0005 ${invoke} 0c 0c 023fffff ${tagged}`),
  read(counted(2, 2, 'big', 0), '^\\x81'),
];

/** vendor-name (121), model-name (70), firmware-revision (44), serial-number (372). */
const bacnet = dialogue('bacnet', 'udp', 47_808, [
  ...property('11', '01', '1979'),
  ...property('11', '02', '1946'),
  ...property('11', '03', '192c'),
  ...property('12', '04', '1a0174'),
]);

/** IEEE 1815, 9.2: REQUEST_LINK_STATUS to the address that stands for any outstation (65532), and to 1. */
const dnp3 = dialogue('dnp3', 'tcp', 20_000, [
  send('0564 05 c9 fcff 0000 c2a5 0564 05 c9 0100 0000 de8e'),
  read({at: 'bytes', count: 10}),
]);

/** OPC 10000-6, 7.1.2.3: Hello, for the address `opc.tcp://mizumori.invalid:4840/`. No secure channel is opened. */
const opcua = dialogue('opcua', 'tcp', 4840, [
  send(
    '48454c46 40000000 00000000 00000100 00000100 00000000 00000000 20000000 ' +
      '6f70632e7463703a2f2f6d697a756d6f72692e696e76616c69643a343834302f',
  ),
  read(counted(4, 4, 'little', 0)),
]);

/** SLMP (3E frame, binary): Read Type Name (0101) of the CPU that is connected. */
const melsec = dialogue('melsec', 'tcp', 5007, [
  send('5000 00 ff ff03 00 0600 1000 0101 0000'),
  read(counted(7, 2, 'little', 9)),
]);

/** FINS/TCP: the node number 254, the last of those for clients, then CONTROLLER DATA READ (0501) of the CPU unit. */
const fins = dialogue('fins', 'tcp', 9600, [
  send('46494e53 0000000c 00000000 00000000 000000fe'),
  read(counted(4, 4, 'big', 8), '^FINS\\x00\\x00\\x00\\x10\\x00\\x00\\x00\\x01\\x00\\x00\\x00\\x00'),
  send('46494e53 00000015 00000002 00000000 80 00 02 00 00 00 00 fe 00 01 0501 00'),
  read(counted(4, 4, 'big', 8)),
]);

/** One for each protocol: nothing but questions for the identity, one after the other. */
export const controlDialogues: readonly Dialogue[] = [bacnet, dnp3, enip, fins, melsec, modbus, opcua, siemens];
