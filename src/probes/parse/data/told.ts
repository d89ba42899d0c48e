/** Databases, brokers and the like that are known by their words. */
export const products = [
  'amqp',
  'cassandra',
  'couchdb',
  'docker',
  'elasticsearch',
  'etcd',
  'influxdb',
  'kubelet',
  'memcached',
  'mongodb',
  'mqtt',
  'mssql',
  'mysql',
  'postgresql',
  'redis',
  'zookeeper',
] as const;
export type Product = (typeof products)[number];

/** Whether what is sent may be under TLS; `untold`: it did not say. */
export type Encryption = 'none' | 'offered' | 'required' | 'untold';
/** Whether it answers who has not logged in; `untold`: what was asked tells nothing of it. */
export type Login = 'required' | 'not-required' | 'untold';

export interface DataService {
  readonly version: string | null;
  readonly encryption: Encryption;
  readonly login: Login;
  /** Ways to log in. */
  readonly mechanisms: string[];
}

export const service = (told: Partial<DataService>): DataService => ({
  version: null,
  encryption: 'untold',
  login: 'untold',
  mechanisms: [],
  ...told,
});
