import type {Dialogue, WireStep} from '../../model/outside.ts';
import {bigEndian, hex, littleEndian, read, send} from './bytes.ts';
import {httpGet, httpPost} from './http-json.ts';

const common = {class: 'trial', transport: 'tcp', seconds: 8, limit: 16_384} as const;

const trial = (service: string, port: number, steps: readonly WireStep[]): Dialogue => ({
  ...common,
  id: `${service}-open`,
  service,
  ports: [port],
  steps,
});

const text = (value: string): Buffer => Buffer.concat([littleEndian(value.length + 1, 4), Buffer.from(`${value}\0`)]);

const listDatabases = Buffer.concat([
  hex('10'),
  Buffer.from('listDatabases\0'),
  hex('01000000 08'),
  Buffer.from('nameOnly\0'),
  hex('01 02'),
  Buffer.from('$db\0'),
  text('admin'),
  hex('00'),
]);

/** A document of BSON as OP_MSG: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
function mongoMessage(fields: Buffer): Buffer {
  const document = Buffer.concat([littleEndian(fields.length + 4, 4), fields]);
  const body = Buffer.concat([hex('01000000 00000000 dd070000 00000000 00'), document]);
  return Buffer.concat([littleEndian(body.length + 4, 4), body]);
}

export const mongodbTrial = trial('mongodb', 27017, [
  send(mongoMessage(listDatabases)),
  read({at: 'length', offset: 0, bytes: 4, order: 'little', plus: 0}),
]);

const startup = Buffer.concat([hex('00030000'), Buffer.from('user\0postgres\0database\0postgres\0\0')]);

/** Logs in as `postgres` with no password to send; one letter tells of which kind the answer is. */
export const postgresqlTrial = trial('postgresql', 5432, [
  send(bigEndian(startup.length + 4, 4), startup),
  read({at: 'length', offset: 1, bytes: 4, order: 'big', plus: 1}),
  send(hex('58 00000004')),
]);

const short = (value: string): Buffer => Buffer.concat([bigEndian(value.length, 2), Buffer.from(value)]);
const options = Buffer.concat([hex('0001'), short('CQL_VERSION'), short('3.0.0')]);

/** STARTUP: the answer is READY, or asks for a login. */
export const cassandraTrial = trial('cassandra', 9042, [
  send(hex('04 00 0000 01'), bigEndian(options.length, 4), options),
  read({at: 'length', offset: 5, bytes: 4, order: 'big', plus: 9}),
]);

export const couchdbTrial = trial('couchdb', 5984, httpGet('/_all_dbs?limit=1'));
export const influxdbTrial = trial('influxdb', 8086, httpGet('/query?q=SHOW+DATABASES'));
/** The first key, without its value. */
export const etcdTrial = trial(
  'etcd',
  2379,
  httpPost('/v3/kv/range', '{"key":"AA==","range_end":"AA==","limit":"1","keys_only":true}'),
);
export const kubeletTrial = trial('kubelet', 10250, [{do: 'tls'}, ...httpGet('/pods')]);
export const kubeletPlainTrial = trial('kubelet-readonly', 10255, httpGet('/pods'));

const connect: readonly WireStep[] = [
  send(hex('10 14'), hex('0004'), 'MQTT', hex('04 02 003c'), hex('0008'), 'mizumori'),
  read({at: 'length', offset: 1, bytes: 1, order: 'big', plus: 2}),
  send(hex('e000')),
];

/** CONNECT of MQTT 3.1.1 without a user, for a session that leaves nothing behind. */
export const mqttTrial = trial('mqtt', 1883, connect);
export const mqttsTrial = trial('mqtts', 8883, [{do: 'tls'}, ...connect]);
