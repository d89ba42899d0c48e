import {z} from 'zod';
import {defineOutsideProbe, field} from '../model/probe.ts';
import * as dialogues from './dialogues/databases.ts';
import {readAmqp, readCassandra} from './parse/data/frames.ts';
import {readMemcached, readRedis, readZookeeper} from './parse/data/key-value.ts';
import {readMongodb} from './parse/data/mongodb.ts';
import {readCouchdb, readDocker, readElasticsearch, readEtcd, readInfluxdb} from './parse/data/over-http.ts';
import {readMysql, readPostgresql, readSqlServer} from './parse/data/sql.ts';
import type {DataService} from './parse/data/told.ts';
import {productsOf, type Spoken} from './parse/data/by-product.ts';
import {productField} from './parse/data/product-field.ts';
import {int, textOrNull, texts} from './parse/fields.ts';

const spoken: readonly Spoken<DataService>[] = [
  {product: 'amqp', dialogue: dialogues.amqpDialogue, read: readAmqp},
  {product: 'cassandra', dialogue: dialogues.cassandraDialogue, read: readCassandra},
  {product: 'couchdb', dialogue: dialogues.couchdbDialogue, read: readCouchdb},
  {product: 'docker', dialogue: dialogues.dockerDialogue, read: readDocker},
  {product: 'elasticsearch', dialogue: dialogues.elasticsearchDialogue, read: readElasticsearch},
  {product: 'etcd', dialogue: dialogues.etcdDialogue, read: readEtcd},
  {product: 'influxdb', dialogue: dialogues.influxdbDialogue, read: readInfluxdb},
  {product: 'memcached', dialogue: dialogues.memcachedDialogue, read: readMemcached},
  {product: 'mongodb', dialogue: dialogues.mongodbDialogue, read: readMongodb},
  {product: 'mssql', dialogue: dialogues.sqlServerDialogue, read: readSqlServer},
  {product: 'mysql', dialogue: dialogues.mysqlDialogue, read: readMysql},
  {product: 'postgresql', dialogue: dialogues.postgresqlDialogue, read: readPostgresql},
  {product: 'redis', dialogue: dialogues.redisDialogue, read: readRedis},
  {product: 'zookeeper', dialogue: dialogues.zookeeperDialogue, read: readZookeeper},
];

const untold = {en: 'not told', ja: '不明'};

/** What a client is told before it logs in; nothing that is stored is asked for. */
export const dataServices = defineOutsideProbe({
  fact: 'dataServices',
  title: {en: 'Databases and brokers from outside', ja: '外部から見たデータベースとメッセージブローカ'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        product: productField(),
        version: textOrNull('Version as told by it', '通知されたバージョン'),
        encryption: field(z.enum(['none', 'offered', 'required', 'untold']), 'TLS', '暗号化（TLS）', {
          values: {
            none: {en: 'none', ja: '非対応'},
            offered: {en: 'offered', ja: '任意'},
            required: {en: 'required', ja: '必須'},
            untold,
          },
        }),
        login: field(z.enum(['required', 'not-required', 'untold']), 'Login', '認証', {
          values: {
            required: {en: 'required', ja: '必須'},
            'not-required': {en: 'not required', ja: '不要'},
            untold,
          },
        }),
        mechanisms: texts('Login methods', '認証方式'),
      }),
    ),
  }),
  outside: {
    dialogues: spoken.map(({dialogue}) => dialogue),
    parse: (answers) => productsOf(answers, spoken),
  },
});
