import type {Credential, SnmpCredential} from '../model/asset.ts';
import type {Problems} from './problems.ts';
import type {RawCredential} from './schema.ts';
import {keyPosition, type Tree} from './tree.ts';

function toSnmp(raw: NonNullable<RawCredential['snmp']>): SnmpCredential {
  if (raw.version !== '3') return {version: raw.version, community: raw.community};
  return {version: '3', user: raw.user, auth: raw.auth ?? null, priv: raw.priv ?? null};
}

function checkCompanions(raw: RawCredential, tree: Tree, problems: Problems): void {
  if (raw.passphrase !== undefined && (raw.key === undefined || raw.key === 'agent:')) {
    problems.add(keyPosition(tree, [], 'passphrase'), {
      en: 'a passphrase opens a key file; write key: "file:PATH" too, or delete it',
      ja: 'パスフレーズは鍵ファイル用です。key: "file:パス" も書くか、この行を削除してください',
    });
  }
  if (raw.sudo === 'password' && raw.password === undefined) {
    problems.add(keyPosition(tree, [], 'sudo'), {
      en: 'sudo: password needs the password; write password: "env:NAME", or sudo: nopasswd',
      ja: 'sudo: password にはパスワードが必要です。password: "env:変数名" を書くか、sudo: nopasswd にしてください',
    });
  }
  if (raw.snmp?.version === '3' && raw.snmp.priv !== undefined && raw.snmp.auth === undefined) {
    problems.add(keyPosition(tree, ['snmp'], 'priv'), {
      en: 'SNMPv3 encrypts only what is authenticated; write auth: {protocol: sha256, key: "env:NAME"} too',
      ja: 'SNMPv3の暗号化には認証が必要です。auth: {protocol: sha256, key: "env:変数名"} も書いてください',
    });
  }
  if (raw.user === undefined && raw.snmp === undefined && raw.sudo === 'none') {
    problems.add(tree.at, {
      en: 'the credential says nothing; write user and key or password for SSH, or snmp: {…}',
      ja: '認証情報の中身がありません。SSHなら user と key または password、SNMPなら snmp: {…} を書いてください',
    });
  }
}

/** Credential of the model; `key: "agent:"` becomes the agent flag. Missing companions are told. */
export function toCredential(
  name: string,
  raw: {readonly value: RawCredential; readonly tree: Tree},
  problems: Problems,
): Credential {
  const {value, tree} = raw;
  checkCompanions(value, tree, problems);
  const agent = value.key === 'agent:';
  return {
    name,
    user: value.user ?? null,
    password: value.password ?? null,
    key: agent ? null : (value.key ?? null),
    passphrase: value.passphrase ?? null,
    agent,
    sudo: value.sudo,
    scope: value.scope,
    snmp: value.snmp ? toSnmp(value.snmp) : null,
  };
}
