import type {Dialogue} from '../../model/outside.ts';
import {hex, read, send} from './bytes.ts';
import {httpGet} from './http-json.ts';

const common = {class: 'read', transport: 'tcp', seconds: 8, limit: 16_384} as const;

/** https://redis.io/docs/latest/commands/ping/: who wants a password first says so. */
export const redisDialogue: Dialogue = {
  ...common,
  id: 'redis',
  service: 'redis',
  ports: [6379],
  steps: [send('PING\\r\\n'), read({at: 'line', like: ''}), send('QUIT\\r\\n')],
};

/** protocol.txt of memcached. */
export const memcachedDialogue: Dialogue = {
  ...common,
  id: 'memcached',
  service: 'memcached',
  ports: [11211],
  steps: [send('version\\r\\n'), read({at: 'line', like: ''}), send('quit\\r\\n')],
};

/** SSLRequest: https://www.postgresql.org/docs/current/protocol-message-formats.html. Its answer is one byte. */
export const postgresqlDialogue: Dialogue = {
  ...common,
  id: 'postgresql',
  service: 'postgresql',
  ports: [5432],
  steps: [send(hex('00000008 04d2162f')), read({at: 'silence', ms: 300})],
};

/** The server speaks first: https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html */
export const mysqlDialogue: Dialogue = {
  ...common,
  id: 'mysql',
  service: 'mysql',
  ports: [3306],
  steps: [read({at: 'length', offset: 0, bytes: 3, order: 'little', plus: 4})],
};

/** PRELOGIN of MS-TDS 2.2.6.5, which leaves it to the server whether all is encrypted: version, encryption, instance, thread, MARS. */
export const sqlServerDialogue: Dialogue = {
  ...common,
  id: 'mssql',
  service: 'mssql',
  ports: [1433],
  steps: [
    send(
      hex('12 01 002f 0000 01 00'),
      hex('00 001a 0006 01 0020 0001 02 0021 0001 03 0022 0004 04 0026 0001 ff'),
      hex('000000000000 00 00 00000000 00'),
    ),
    read({at: 'length', offset: 2, bytes: 2, order: 'big', plus: 0}),
  ],
};

/** isMaster as OP_QUERY: servers of every age answer a client's first question in this form. */
export const mongodbDialogue: Dialogue = {
  ...common,
  id: 'mongodb',
  service: 'mongodb',
  ports: [27017],
  steps: [
    send(
      hex('3a000000 01000000 00000000 d4070000 00000000'),
      'admin.$cmd\\x00',
      hex('00000000 ffffffff'),
      hex('13000000 10'),
      'isMaster\\x00',
      hex('01000000 00'),
    ),
    read({at: 'length', offset: 0, bytes: 4, order: 'little', plus: 0}),
  ],
};

/** OPTIONS of the native protocol, version 4. */
export const cassandraDialogue: Dialogue = {
  ...common,
  id: 'cassandra',
  service: 'cassandra',
  ports: [9042],
  steps: [send(hex('04 00 0000 05 00000000')), read({at: 'length', offset: 5, bytes: 4, order: 'big', plus: 9})],
};

const overHttp = (id: string, port: number, path: string): Dialogue => ({
  ...common,
  id,
  service: id,
  ports: [port],
  steps: httpGet(path),
});

export const elasticsearchDialogue = overHttp('elasticsearch', 9200, '/');
export const couchdbDialogue = overHttp('couchdb', 5984, '/');
export const influxdbDialogue = overHttp('influxdb', 8086, '/ping');
export const etcdDialogue = overHttp('etcd', 2379, '/version');
export const dockerDialogue = overHttp('docker', 2375, '/_ping');

/** The header of AMQP 0-9-1; a broker begins with what it is, and how one may log in. */
export const amqpDialogue: Dialogue = {
  ...common,
  id: 'amqp',
  service: 'amqp',
  ports: [5672],
  steps: [send('AMQP', hex('00 00 09 01')), read({at: 'length', offset: 3, bytes: 4, order: 'big', plus: 8})],
};

/** The one word of four letters that ZooKeeper answers as delivered. */
export const zookeeperDialogue: Dialogue = {
  ...common,
  id: 'zookeeper',
  service: 'zookeeper',
  ports: [2181],
  steps: [send('srvr'), read({at: 'close'})],
};
