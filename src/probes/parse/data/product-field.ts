import {z} from 'zod';
import type {Bilingual} from '../../../model/text.ts';
import {field} from '../../../model/probe.ts';
import {products, type Product} from './told.ts';

const same = (name: string): Bilingual => ({en: name, ja: name});

const names: Readonly<Record<Product, Bilingual>> = {
  amqp: same('AMQP'),
  cassandra: same('Cassandra'),
  couchdb: same('CouchDB'),
  docker: same('Docker API'),
  elasticsearch: same('Elasticsearch'),
  etcd: same('etcd'),
  influxdb: same('InfluxDB'),
  kubelet: same('kubelet'),
  memcached: same('memcached'),
  mongodb: same('MongoDB'),
  mqtt: same('MQTT'),
  mssql: same('SQL Server'),
  mysql: same('MySQL / MariaDB'),
  postgresql: same('PostgreSQL'),
  redis: same('Redis'),
  zookeeper: same('ZooKeeper'),
};

export const productField = () => field(z.enum(products), 'Product', '製品', {values: names});
