import type {Transcript} from '../../../model/transcript.ts';
import {speaks, strange, unclear, type Told} from '../told.ts';
import {brief} from '../wire-text.ts';
import {httpReply, jsonObject, textAt, type HttpReply} from './json-reply.ts';
import {service, type DataService} from './told.ts';

type Reader = (reply: HttpReply) => DataService | null;

const over =
  (read: Reader) =>
  (transcript: Transcript): Told<DataService> => {
    const reply = httpReply(transcript);
    const told = reply === null ? null : read(reply);
    return told === null ? strange(transcript) : speaks(told);
  };

const versioned = (version: string | null, more: Partial<DataService> = {}): DataService =>
  service({version: version === null ? null : brief(version), encryption: 'none', ...more});

/** Elasticsearch and OpenSearch: who may see the first page may see what is stored. */
export const readElasticsearch = over(({head, body}) => {
  const page = jsonObject(body);
  const version = textAt(page, 'version', 'number');
  if (head.status === 200 && version !== null && textAt(page, 'cluster_name') !== null)
    return versioned(version, {login: 'not-required'});
  const realm = head.all('www-authenticate').join(' ');
  const asks = /realm="(?:security|OpenSearch Security)"/.test(realm) || body.includes('security_exception');
  return head.status === 401 && asks ? versioned(null, {login: 'required'}) : null;
});

export const readCouchdb = over(({body}) => {
  const page = jsonObject(body);
  return textAt(page, 'couchdb') === null ? null : versioned(textAt(page, 'version'));
});

export const readInfluxdb = over(({head}) => {
  const [version] = head.all('x-influxdb-version');
  return version === undefined ? null : versioned(version);
});

export const readEtcd = over(({body}) => {
  const version = textAt(jsonObject(body), 'etcdserver');
  return version === null ? null : versioned(version);
});

/** The interface of Docker: who reaches it without TLS commands the host. */
export const readDocker = over(({head}) => {
  const server = /^Docker\/([\w.+-]{1,60})/.exec(head.all('server')[0] ?? '')?.[1];
  const isDocker = server !== undefined || head.all('api-version').length > 0;
  return head.status === 200 && isDocker ? versioned(server ?? null, {login: 'not-required'}) : null;
});

type Opened = Told<{readonly open: boolean}>;

/** By the status: data, or the question who asks. Others tell nothing: versions of a product differ in where they show their data. */
const opened =
  (isData: (body: string) => boolean, refused: (reply: HttpReply) => boolean) =>
  (transcript: Transcript): Opened => {
    const reply = httpReply(transcript);
    if (reply === null) return strange(transcript);
    if (reply.head.status === 200 && isData(reply.body)) return speaks({open: true});
    if (refused(reply)) return speaks({open: false});
    return unclear('unsupported');
  };

const isList = (body: string): boolean => /^\s*\[/.test(body);
const isDenied = ({head}: HttpReply): boolean => head.status === 401 || head.status === 403;

export const tryCouchdb = opened(
  isList,
  ({head, body}) => head.status === 401 && textAt(jsonObject(body), 'error') !== null,
);
export const tryInfluxdb = opened(
  (body) => jsonObject(body)?.['results'] !== undefined,
  (reply) => isDenied(reply) && reply.head.all('x-influxdb-version').length > 0,
);
export const tryEtcd = opened(
  (body) => jsonObject(body)?.['header'] !== undefined,
  ({body}) => /etcdserver: (?:user name is empty|permission denied|invalid auth token)/.test(body),
);
export const tryKubelet = opened(
  // A long list is cut.
  (body) => /^\s{0,9}\{\s{0,9}"kind":\s{0,9}"PodList"/.test(body),
  (reply) => isDenied(reply) && /^(?:Unauthorized|Forbidden)/.test(reply.body),
);
