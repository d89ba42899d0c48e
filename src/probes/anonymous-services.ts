import {z} from 'zod';
import {defineOutsideProbe} from '../model/probe.ts';
import * as trials from './dialogues/data-trials.ts';
import {tryCassandra, tryMqtt, tryPostgresql} from './parse/data/frames.ts';
import {tryMongodb} from './parse/data/mongodb.ts';
import {tryCouchdb, tryEtcd, tryInfluxdb, tryKubelet} from './parse/data/over-http.ts';
import {productsOf, type Spoken} from './parse/data/by-product.ts';
import {productField} from './parse/data/product-field.ts';
import {flag, int} from './parse/fields.ts';

const tried: readonly Spoken<{readonly open: boolean}>[] = [
  {product: 'cassandra', dialogue: trials.cassandraTrial, read: tryCassandra},
  {product: 'couchdb', dialogue: trials.couchdbTrial, read: tryCouchdb},
  {product: 'etcd', dialogue: trials.etcdTrial, read: tryEtcd},
  {product: 'influxdb', dialogue: trials.influxdbTrial, read: tryInfluxdb},
  {product: 'kubelet', dialogue: trials.kubeletTrial, read: tryKubelet},
  {product: 'kubelet', dialogue: trials.kubeletPlainTrial, read: tryKubelet},
  {product: 'mongodb', dialogue: trials.mongodbTrial, read: tryMongodb},
  {product: 'mqtt', dialogue: trials.mqttTrial, read: tryMqtt},
  {product: 'mqtt', dialogue: trials.mqttsTrial, read: tryMqtt},
  {product: 'postgresql', dialogue: trials.postgresqlTrial, read: tryPostgresql},
];

/** Which databases and brokers let in a client that has no password. */
export const anonymousServices = defineOutsideProbe({
  fact: 'anonymousServices',
  title: {en: 'Databases and brokers without a login', ja: '認証なしのデータベースとメッセージブローカ'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        product: productField(),
        open: flag('Let in without a login', '認証なしで利用可能'),
      }),
    ),
  }),
  outside: {
    dialogues: tried.map(({dialogue}) => dialogue),
    parse: (answers) => productsOf(answers, tried),
  },
});
