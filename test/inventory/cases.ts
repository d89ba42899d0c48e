import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import {checkFile} from '../../src/check/schema.ts';
import type {DeclaredChecks} from '../../src/model/parameters.ts';
import {packageRoot} from '../../src/model/paths.ts';

/** One edit to a sound inventory, and every problem it must cause. */
export interface Case {
  readonly title: string;
  /** Text to replace, once; null for the whole. */
  readonly from: string | null;
  readonly to: string;
  readonly problems: readonly {readonly at: string; readonly en: string; readonly ja: string}[];
}

const shipped = (id: string) =>
  checkFile.parse(parse(readFileSync(join(packageRoot, `checks/host/${id}.yaml`), 'utf8')));

/** The checks of which the example inventory sets parameters. */
export const exampleChecks: DeclaredChecks = new Map(
  ['password-length', 'uptime-limit'].map((id) => [id, shipped(id)] as const),
);

export const soundYaml = `site: {name: 見本市水道局}
credentials:
  ops: {user: scan, key: "file:~/.ssh/id"}
  mon: {snmp: {version: 2c, community: "env:RO"}}
zones:
  - {id: office, policy: office}
jumpHosts:
  gate: {address: 192.0.2.2, credential: ops}
groups:
  linux: {platform: linux}
assets:
  - id: srv-01
    kind: server
    zone: office
    address: 192.0.2.10
    access: [{via: ssh, credential: ops}]
`;

export const soundCsv = '資産ID,種別,区画,アドレス,接続方法,認証情報\r\nsrv-01,サーバ,office,192.0.2.10,ssh,ops\r\n';

export const yamlCases: readonly Case[] = [
  {
    title: 'a misspelt key of an asset',
    from: '    address:',
    to: '    adress:',
    problems: [
      {
        at: '15:5',
        en: 'unknown key “adress”; did you mean “address”?',
        ja: '「adress」という項目はありません。「address」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'an unknown key that resembles nothing',
    from: '    kind: server\n',
    to: '    kind: server\n    colour: red\n',
    problems: [
      {
        at: '14:5',
        en: 'unknown key “colour”; write one of: id, zone, address, group, name, assetNo, serial, kind, platform, access, location, vendor, model, manager, users, system, data, exposure, loadGroup, consent, services, software, ordered, installed, identity, formerIds, controlProtocols, parameters',
        ja: '「colour」という項目はありません。次のいずれかを書いてください: id, zone, address, group, name, assetNo, serial, kind, platform, access, location, vendor, model, manager, users, system, data, exposure, loadGroup, consent, services, software, ordered, installed, identity, formerIds, controlProtocols, parameters',
      },
    ],
  },
  {
    title: 'an order with versions that say nothing, a day that is none and a product that nobody knows',
    from: '    kind: server\n',
    to: '    kind: server\n    ordered: {delivered: 2026-02-30, versions: {apt: latest}, antivirus: [clamab]}\n',
    problems: [
      {
        at: '14:26',
        en: '“2026-02-30” is not a date; write YYYY-MM-DD, e.g. 2027-03-31',
        ja: '「2026-02-30」は日付ではありません。2027-03-31 のように書いてください',
      },
      {
        at: '14:54',
        en: '“latest” says no versions; write ">= 1:9.2p1", "= 2.4.57-2" or ">= 1.22, < 1.25"',
        ja: '「latest」はバージョンの条件ではありません。">= 1:9.2p1"、"= 2.4.57-2"、">= 1.22, < 1.25" のように書いてください',
      },
    ],
  },
  {
    title: 'a declaration with a day that is none and a field that nobody knows',
    from: '    kind: server\n',
    to: '    kind: server\n    installed: {endOfSupport: 2029年3月, version: 2}\n',
    problems: [
      {
        at: '14:31',
        en: '“2029年3月” is not a date; write YYYY-MM-DD, e.g. 2027-03-31',
        ja: '「2029年3月」は日付ではありません。2027-03-31 のように書いてください',
      },
      {
        at: '14:40',
        en: 'unknown key “version”; write one of: os, firmware, endOfSupport, asOf',
        ja: '「version」という項目はありません。次のいずれかを書いてください: os, firmware, endOfSupport, asOf',
      },
    ],
  },
  {
    title: 'an order that names an anti-virus product nobody knows',
    from: '    kind: server\n',
    to: '    kind: server\n    ordered: {antivirus: [clamab]}\n',
    problems: [
      {
        at: '14:27',
        en: 'there is no anti-virus product “clamab”; did you mean “clamav”?',
        ja: 'ウイルス対策製品に「clamab」はありません。「clamav」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'a misspelt top-level key',
    from: 'zones:',
    to: 'zone:',
    problems: [
      {
        at: '1:1',
        en: '“zones” is missing; write e.g. zones: [{id: office, policy: office}]',
        ja: '「zones」（区画の一覧）がありません。「zones: [{id: office, policy: office}]」のように書いてください',
      },
      {
        at: '5:1',
        en: 'unknown key “zone”; did you mean “zones”?',
        ja: '「zone」という項目はありません。「zones」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'a missing site',
    from: 'site: {name: 見本市水道局}\n',
    to: '',
    problems: [
      {
        at: '1:1',
        en: '“site” is missing; write e.g. site: {name: 見本市水道局}',
        ja: '「site」（事業体）がありません。「site: {name: 見本市水道局}」のように書いてください',
      },
    ],
  },
  {
    title: 'a site without a name',
    from: '{name: 見本市水道局}',
    to: '{timezone: Asia/Tokyo}',
    problems: [
      {
        at: '1:7',
        en: '“name” is missing; write e.g. name: 見本市水道局',
        ja: '「name」（名称）がありません。「name: 見本市水道局」のように書いてください',
      },
    ],
  },
  {
    title: 'a missing id',
    from: '  - id: srv-01\n    kind',
    to: '  - kind',
    problems: [
      {
        at: '12:5',
        en: '“id” is missing; write e.g. id: srv-01',
        ja: '「id」（資産ID）がありません。「id: srv-01」のように書いてください',
      },
    ],
  },
  {
    title: 'a missing kind',
    from: '    kind: server\n',
    to: '',
    problems: [
      {
        at: '12:5',
        en: 'asset srv-01: “kind” is missing; write e.g. kind: server',
        ja: '資産 srv-01: 「kind」（種別）がありません。「kind: server」のように書いてください',
      },
    ],
  },
  {
    title: 'a missing zone',
    from: '    zone: office\n',
    to: '',
    problems: [
      {
        at: '12:5',
        en: 'asset srv-01: “zone” is missing; write e.g. zone: office',
        ja: '資産 srv-01: 「zone」（区画）がありません。「zone: office」のように書いてください',
      },
    ],
  },
  {
    title: 'a missing address',
    from: '    address: 192.0.2.10\n',
    to: '',
    problems: [
      {
        at: '12:5',
        en: 'asset srv-01: “address” is missing; write e.g. address: 192.0.2.10',
        ja: '資産 srv-01: 「address」（アドレス）がありません。「address: 192.0.2.10」のように書いてください',
      },
    ],
  },
  {
    title: 'a missing access',
    from: '    access: [{via: ssh, credential: ops}]\n',
    to: '',
    problems: [
      {
        at: '12:5',
        en: 'asset srv-01: “access” is missing; write e.g. access: [{via: ssh, credential: NAME}]',
        ja: '資産 srv-01: 「access」（接続方法）がありません。「access: [{via: ssh, credential: NAME}]」のように書いてください',
      },
    ],
  },
  {
    title: 'an empty access list',
    from: '[{via: ssh, credential: ops}]',
    to: '[]',
    problems: [
      {
        at: '16:5',
        en: 'asset srv-01: “access” is missing; write e.g. access: [{via: ssh, credential: NAME}]',
        ja: '資産 srv-01: 「access」（接続方法）がありません。「access: [{via: ssh, credential: NAME}]」のように書いてください',
      },
    ],
  },
  {
    title: 'an empty asset list',
    from: 'assets:\n  - id: srv-01\n    kind: server\n    zone: office\n    address: 192.0.2.10\n    access: [{via: ssh, credential: ops}]\n',
    to: 'assets: []\n',
    problems: [
      {at: '11:9', en: 'there is no asset; write at least one', ja: '資産が1件もありません。1件以上書いてください'},
    ],
  },
  {
    title: 'no asset list',
    from: 'assets:\n  - id: srv-01\n    kind: server\n    zone: office\n    address: 192.0.2.10\n    access: [{via: ssh, credential: ops}]\n',
    to: '',
    problems: [
      {
        at: '1:1',
        en: '“assets” is missing; write e.g. assets: [{id: srv-01, kind: server, zone: office, address: 192.0.2.10, access: [{via: ssh, credential: NAME}]}]',
        ja: '「assets」（資産の一覧）がありません。「assets: [{id: srv-01, kind: server, zone: office, address: 192.0.2.10, access: [{via: ssh, credential: NAME}]}]」のように書いてください',
      },
    ],
  },
  {
    title: 'a misspelt kind',
    from: 'kind: server',
    to: 'kind: sever',
    problems: [
      {
        at: '13:11',
        en: '“sever” is not allowed here; did you mean “server”? allowed: server, terminal, network-device, control-pc, controller',
        ja: '「sever」は使えません。「server」の誤りではありませんか。使える値: server, terminal, network-device, control-pc, controller',
      },
    ],
  },
  {
    title: 'a kind that resembles nothing',
    from: 'kind: server',
    to: 'kind: printer',
    problems: [
      {
        at: '13:11',
        en: '“printer” is not allowed here; allowed: server, terminal, network-device, control-pc, controller',
        ja: '「printer」は使えません。使える値: server, terminal, network-device, control-pc, controller',
      },
    ],
  },
  {
    title: 'a misspelt way in',
    from: 'via: ssh',
    to: 'via: shh',
    problems: [
      {
        at: '16:20',
        en: '“shh” is not allowed here; did you mean “ssh”? allowed: local, ssh, snmp, nmap, kit',
        ja: '「shh」は使えません。「ssh」の誤りではありませんか。使える値: local, ssh, snmp, nmap, kit',
      },
    ],
  },
  {
    title: 'ports that are none, and a service that nobody knows',
    from: '{via: ssh, credential: ops}',
    to: '{via: nmap, ports: "22-21,x", services: [smpt/2525, smtp/99999]}',
    problems: [
      {
        at: '16:33',
        en: '“22-21,x” is not a list of ports; write 22,80,8000-8100',
        ja: '「22-21,x」はポートの一覧ではありません。22,80,8000-8100 のように書いてください',
      },
      {
        at: '16:66',
        en: '“smtp/99999” is not a service at a port; write https/8443',
        ja: '「smtp/99999」はサービスとポートの組ではありません。https/8443 のように書いてください',
      },
    ],
  },
  {
    title: 'a service from outside that nobody knows',
    from: '{via: ssh, credential: ops}',
    to: '{via: nmap, services: [smpt/2525]}',
    problems: [
      {
        at: '16:37',
        en: 'there is no service “smpt”; did you mean “smtp”?',
        ja: 'サービスに「smpt」はありません。「smtp」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'a way in without via',
    from: 'via: ssh, ',
    to: '',
    problems: [
      {
        at: '16:14',
        en: '“via” is missing; write e.g. via: ssh',
        ja: '「via」（接続方法）がありません。「via: ssh」のように書いてください',
      },
    ],
  },
  {
    title: 'ssh without a credential',
    from: ', credential: ops}]',
    to: '}]',
    problems: [
      {
        at: '16:14',
        en: '“credential” is missing; write e.g. credential: NAME',
        ja: '「credential」（認証情報）がありません。「credential: NAME」のように書いてください',
      },
    ],
  },
  {
    title: 'a key that another way in has',
    from: 'via: ssh, credential: ops',
    to: 'via: kit, port: 22',
    problems: [
      {
        at: '16:25',
        en: 'unknown key “port”; write one of: via',
        ja: '「port」という項目はありません。次のいずれかを書いてください: via',
      },
    ],
  },
  {
    title: 'a list where one value belongs',
    from: '    kind: server\n',
    to: '    kind: server\n    manager: [総務課]\n',
    problems: [{at: '14:14', en: 'write one value here', ja: 'ここには1つの値を書いてください'}],
  },
  {
    title: 'one value where a list belongs',
    from: '[{via: ssh, credential: ops}]',
    to: 'ssh',
    problems: [
      {
        at: '16:13',
        en: 'write a list: [ … ], or lines with “- ” here',
        ja: 'ここにはリスト（[ … ] または「- 」で始まる行）を書いてください',
      },
    ],
  },
  {
    title: 'one value where a map belongs',
    from: '    kind: server\n',
    to: '    kind: server\n    data: 3\n',
    problems: [
      {
        at: '14:11',
        en: 'write a map: {name: value, …}, or indented “name: value” lines here',
        ja: 'ここにはマップ（{名前: 値, …} または字下げした「名前: 値」の行）を書いてください',
      },
    ],
  },
  {
    title: 'an id in upper case',
    from: 'srv-01',
    to: 'SRV-01',
    problems: [
      {
        at: '12:9',
        en: '“SRV-01” is not a valid id; write “srv-01” (1–64 of a–z 0–9 . _ -)',
        ja: '「SRV-01」はIDとして使えません。「srv-01」と書いてください。使えるのは半角の英小文字・数字・「.」「_」「-」で1〜64文字です',
      },
    ],
  },
  {
    title: 'an id of other characters',
    from: 'srv-01',
    to: 'サーバ1',
    problems: [
      {
        at: '12:9',
        en: '“サーバ1” is not a valid id (1–64 of a–z 0–9 . _ -)',
        ja: '「サーバ1」はIDとして使えません。使えるのは半角の英小文字・数字・「.」「_」「-」で1〜64文字です',
      },
    ],
  },
  {
    title: 'an id that Windows reserves',
    from: 'srv-01',
    to: 'con',
    problems: [
      {
        at: '12:9',
        en: '“con” cannot be used as an id (reserved, or ends in a full stop); write another, e.g. “srv-01”',
        ja: '「con」はIDとして使えません（予約語、または末尾がピリオド）。srv-01 のような別の名前にしてください',
      },
    ],
  },
  {
    title: 'an id that Windows reserves with an extension',
    from: 'srv-01',
    to: 'nul.txt',
    problems: [
      {
        at: '12:9',
        en: '“nul.txt” cannot be used as an id (reserved, or ends in a full stop); write another, e.g. “srv-01”',
        ja: '「nul.txt」はIDとして使えません（予約語、または末尾がピリオド）。srv-01 のような別の名前にしてください',
      },
    ],
  },
  {
    title: 'the id ..',
    from: 'srv-01',
    to: '..',
    problems: [
      {
        at: '12:9',
        en: '“..” cannot be used as an id (reserved, or ends in a full stop); write another, e.g. “srv-01”',
        ja: '「..」はIDとして使えません（予約語、または末尾がピリオド）。srv-01 のような別の名前にしてください',
      },
    ],
  },
  {
    title: 'the id site',
    from: 'srv-01',
    to: 'site',
    problems: [
      {
        at: '12:9',
        en: '“site” cannot be used as an id (reserved, or ends in a full stop); write another, e.g. “srv-01”',
        ja: '「site」はIDとして使えません（予約語、または末尾がピリオド）。srv-01 のような別の名前にしてください',
      },
    ],
  },
  {
    title: 'the id organisation, by which people answer for all',
    from: 'srv-01',
    to: 'organisation',
    problems: [
      {
        at: '12:9',
        en: '“organisation” cannot be used as an id (reserved, or ends in a full stop); write another, e.g. “srv-01”',
        ja: '「organisation」はIDとして使えません（予約語、または末尾がピリオド）。srv-01 のような別の名前にしてください',
      },
    ],
  },
  {
    title: 'a duplicate id in another case',
    from: 'assets:\n',
    to: 'assets:\n  - {id: SRV-01, kind: server, zone: office, address: 192.0.2.9, access: [{via: kit}]}\n',
    problems: [
      {
        at: '12:10',
        en: '“SRV-01” is not a valid id; write “srv-01” (1–64 of a–z 0–9 . _ -)',
        ja: '「SRV-01」はIDとして使えません。「srv-01」と書いてください。使えるのは半角の英小文字・数字・「.」「_」「-」で1〜64文字です',
      },
      {
        at: '13:9',
        en: 'the id “srv-01” is used already (line 12); write another',
        ja: 'ID「srv-01」はすでに使われています（12行目）。別のIDにしてください',
      },
    ],
  },
  {
    title: 'a duplicate zone',
    from: '  - {id: office, policy: office}\n',
    to: '  - {id: office, policy: office}\n  - {id: office, policy: office}\n',
    problems: [
      {
        at: '7:10',
        en: 'the id “office” is used already (line 6); write another',
        ja: 'ID「office」はすでに使われています（6行目）。別のIDにしてください',
      },
    ],
  },
  {
    title: 'a misspelt zone',
    from: 'zone: office',
    to: 'zone: ofice',
    problems: [
      {
        at: '14:11',
        en: 'there is no zone “ofice”; did you mean “office”?',
        ja: '区画（zones）に「ofice」はありません。「office」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'a misspelt credential',
    from: 'credential: ops}]',
    to: 'credential: opps}]',
    problems: [
      {
        at: '16:37',
        en: 'there is no credential “opps”; did you mean “ops”?',
        ja: '認証情報（credentials）に「opps」はありません。「ops」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'a misspelt group',
    from: '    kind: server\n',
    to: '    kind: server\n    group: [linus]\n',
    problems: [
      {
        at: '14:13',
        en: 'there is no group “linus”; did you mean “linux”?',
        ja: 'グループ（groups）に「linus」はありません。「linux」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'a misspelt jump host',
    from: 'credential: ops}]',
    to: 'credential: ops, jump: gaet}]',
    problems: [
      {
        at: '16:48',
        en: 'there is no jump host “gaet”; did you mean “gate”?',
        ja: '踏み台（jumpHosts）に「gaet」はありません。「gate」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'a misspelt policy',
    from: 'policy: office',
    to: 'policy: offic',
    problems: [
      {
        at: '6:26',
        en: 'there is no policy “offic”; did you mean “office”?',
        ja: '区画の方針（policy）に「offic」はありません。「office」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'a misspelt platform',
    from: '    kind: server\n',
    to: '    kind: server\n    platform: windwos\n',
    problems: [
      {
        at: '14:15',
        en: 'there is no platform “windwos”; did you mean “windows”?',
        ja: 'プラットフォームに「windwos」はありません。「windows」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'a misspelt platform of a group',
    from: 'platform: linux',
    to: 'platform: linxu',
    problems: [
      {
        at: '10:21',
        en: 'there is no platform “linxu”; did you mean “linux”?',
        ja: 'プラットフォームに「linxu」はありません。「linux」の誤りではありませんか',
      },
    ],
  },
  {
    title: 'an SNMP credential used for SSH',
    from: 'via: ssh, credential: ops',
    to: 'via: ssh, credential: mon',
    problems: [
      {
        at: '16:37',
        en: 'the credential “mon” cannot be used for SSH: write user and key or password there',
        ja: '認証情報「mon」はSSHに使えません。userと、keyまたはpasswordを書いてください',
      },
    ],
  },
  {
    title: 'an SSH credential used for SNMP',
    from: 'via: ssh, credential: ops',
    to: 'via: snmp, credential: ops',
    problems: [
      {
        at: '16:38',
        en: 'the credential “ops” cannot be used for SNMP: write snmp: {version: …} there',
        ja: '認証情報「ops」はSNMPに使えません。snmp: {version: …} を書いてください',
      },
    ],
  },
  {
    title: 'a port out of range',
    from: 'via: ssh,',
    to: 'via: ssh, port: 70000,',
    problems: [
      {
        at: '16:31',
        en: '“70000” is not a port number; write a number from 1 to 65535',
        ja: '「70000」はポート番号ではありません。1〜65535の数字を書いてください',
      },
    ],
  },
  {
    title: 'a port that is no number',
    from: 'via: ssh,',
    to: 'via: ssh, port: ssh,',
    problems: [
      {
        at: '16:31',
        en: '“ssh” is not a port number; write a number from 1 to 65535',
        ja: '「ssh」はポート番号ではありません。1〜65535の数字を書いてください',
      },
    ],
  },
  {
    title: 'a date that does not exist',
    from: '    kind: server\n',
    to: '    kind: server\n    consent: {status: declined, until: 2027-02-29}\n',
    problems: [
      {
        at: '14:40',
        en: '“2027-02-29” is not a date; write YYYY-MM-DD, e.g. 2027-03-31',
        ja: '「2027-02-29」は日付ではありません。2027-03-31 のように書いてください',
      },
    ],
  },
  {
    title: 'a date in another form',
    from: '    kind: server\n',
    to: '    kind: server\n    consent: {status: declined, until: 2027/03/31}\n',
    problems: [
      {
        at: '14:40',
        en: '“2027/03/31” is not a date; write YYYY-MM-DD, e.g. 2027-03-31',
        ja: '「2027/03/31」は日付ではありません。2027-03-31 のように書いてください',
      },
    ],
  },
  {
    title: 'a window in another form',
    from: 'policy: office}',
    to: 'policy: office, window: "1時-4時"}',
    problems: [
      {
        at: '6:42',
        en: '“1時-4時” is not a time window; write HH:MM-HH:MM, e.g. "01:00-04:00" or across midnight "22:00-05:00"; leave it out for any time',
        ja: '「1時-4時」は時間帯ではありません。"01:00-04:00"（日をまたぐ場合は "22:00-05:00"）のように書き、終日なら省いてください',
      },
    ],
  },
  {
    title: 'a window of no length',
    from: 'policy: office}',
    to: 'policy: office, window: "01:00-01:00"}',
    problems: [
      {
        at: '6:42',
        en: '“01:00-01:00” is not a time window; write HH:MM-HH:MM, e.g. "01:00-04:00" or across midnight "22:00-05:00"; leave it out for any time',
        ja: '「01:00-01:00」は時間帯ではありません。"01:00-04:00"（日をまたぐ場合は "22:00-05:00"）のように書き、終日なら省いてください',
      },
    ],
  },
  {
    title: 'a mail address in place of its domain',
    from: '局}',
    to: '局, mailDomains: [{domain: info@example.lg.jp}]}',
    problems: [
      {
        at: '1:45',
        en: '“info@example.lg.jp” is not a mail domain; write what follows the @, in lower case: example.lg.jp',
        ja: '「info@example.lg.jp」はメールのドメインではありません。example.lg.jp のように、@より後ろを半角小文字で書いてください',
      },
    ],
  },
  {
    title: 'a selector of DKIM with its domain',
    from: '局}',
    to: '局, mailDomains: [{domain: a.lg.jp, selectors: ["s1..a"]}]}',
    problems: [
      {
        at: '1:66',
        en: '“s1..a” is not a selector of DKIM; write what stands after s= in DKIM-Signature, in lower case',
        ja: '「s1..a」はDKIMのセレクタではありません。DKIM-Signatureヘッダのs=の値を半角小文字で書いてください',
      },
    ],
  },
  {
    title: 'a DNS server by name',
    from: '局}',
    to: '局, resolver: dns.example.lg.jp}',
    problems: [
      {
        at: '1:32',
        en: '“dns.example.lg.jp” is not the address of a DNS server; write its IP address: 192.0.2.53',
        ja: '「dns.example.lg.jp」はDNSサーバのアドレスではありません。192.0.2.53 のようにIPアドレスを書いてください',
      },
    ],
  },
  {
    title: 'a misspelt time zone',
    from: '局}',
    to: '局, timezone: Asia/Tokio}',
    problems: [
      {
        at: '1:32',
        en: '“Asia/Tokio” is not an IANA time zone; write e.g. Asia/Tokyo',
        ja: '「Asia/Tokio」はIANAタイムゾーン名ではありません。Asia/Tokyo のように書いてください',
      },
    ],
  },
  {
    title: 'a time zone by abbreviation',
    from: '局}',
    to: '局, timezone: JST}',
    problems: [
      {
        at: '1:32',
        en: '“JST” is not an IANA time zone; write e.g. Asia/Tokyo',
        ja: '「JST」はIANAタイムゾーン名ではありません。Asia/Tokyo のように書いてください',
      },
    ],
  },
  {
    title: 'an address with an octet too large',
    from: '192.0.2.10',
    to: '192.0.2.256',
    problems: [
      {
        at: '15:14',
        en: '“192.0.2.256” is not an address; write an IPv4 address (192.0.2.10), an IPv6 address (2001:db8::10) or a host name',
        ja: '「192.0.2.256」はアドレスではありません。IPv4アドレス（192.0.2.10）、IPv6アドレス（2001:db8::10）またはホスト名を書いてください',
      },
    ],
  },
  {
    title: 'a short address',
    from: '192.0.2.10',
    to: "'127.1'",
    problems: [
      {
        at: '15:14',
        en: '“127.1” is not an address; write an IPv4 address (192.0.2.10), an IPv6 address (2001:db8::10) or a host name',
        ja: '「127.1」はアドレスではありません。IPv4アドレス（192.0.2.10）、IPv6アドレス（2001:db8::10）またはホスト名を書いてください',
      },
    ],
  },
  {
    title: 'an address that would be an option',
    from: '192.0.2.10',
    to: '-oN/tmp/x',
    problems: [
      {
        at: '15:14',
        en: '“-oN/tmp/x” is not an address; write an IPv4 address (192.0.2.10), an IPv6 address (2001:db8::10) or a host name',
        ja: '「-oN/tmp/x」はアドレスではありません。IPv4アドレス（192.0.2.10）、IPv6アドレス（2001:db8::10）またはホスト名を書いてください',
      },
    ],
  },
  {
    title: 'a multicast address',
    from: '192.0.2.10',
    to: '224.0.0.1',
    problems: [
      {
        at: '15:14',
        en: '“224.0.0.1” is not the address of one machine; write its own',
        ja: '「224.0.0.1」は1台の機器を指すアドレスではありません。機器自身のアドレスを書いてください',
      },
    ],
  },
  {
    title: 'a service in another form',
    from: '    kind: server\n',
    to: '    kind: server\n    services: {allow: [22/tcp]}\n',
    problems: [
      {
        at: '14:24',
        en: '“22/tcp” is not a service; write tcp/22, udp/161 or a range such as udp/5000-5010',
        ja: '「22/tcp」はサービスの書き方ではありません。tcp/22、udp/161、範囲なら udp/5000-5010 のように書いてください',
      },
    ],
  },
  {
    title: 'a service range turned round',
    from: '    kind: server\n',
    to: '    kind: server\n    services: {allow: [udp/5010-5000]}\n',
    problems: [
      {
        at: '14:24',
        en: '“udp/5010-5000” is not a service; write tcp/22, udp/161 or a range such as udp/5000-5010',
        ja: '「udp/5010-5000」はサービスの書き方ではありません。tcp/22、udp/161、範囲なら udp/5000-5010 のように書いてください',
      },
    ],
  },
  {
    title: 'a MAC address in another form',
    from: '    kind: server\n',
    to: '    kind: server\n    identity: {macs: [0000.5e00.5301]}\n',
    problems: [
      {
        at: '14:23',
        en: '“0000.5e00.5301” is not a MAC address; write 00:00:5e:00:53:01',
        ja: '「0000.5e00.5301」はMACアドレスではありません。00:00:5e:00:53:01 のように書いてください',
      },
    ],
  },
  {
    title: 'an unknown legacy algorithm',
    from: 'credential: ops}]',
    to: 'credential: ops, legacy: [diffie-hellman-group14]}]',
    problems: [
      {
        at: '16:51',
        en: '“diffie-hellman-group14” is not allowed here; did you mean “diffie-hellman-group14-sha1”? allowed: diffie-hellman-group14-sha1, diffie-hellman-group-exchange-sha1, diffie-hellman-group1-sha1, ssh-rsa, ssh-dss, aes128-cbc, aes192-cbc, aes256-cbc, 3des-cbc, hmac-sha1, hmac-sha1-96, hmac-md5, hmac-md5-96',
        ja: '「diffie-hellman-group14」は使えません。「diffie-hellman-group14-sha1」の誤りではありませんか。使える値: diffie-hellman-group14-sha1, diffie-hellman-group-exchange-sha1, diffie-hellman-group1-sha1, ssh-rsa, ssh-dss, aes128-cbc, aes192-cbc, aes256-cbc, 3des-cbc, hmac-sha1, hmac-sha1-96, hmac-md5, hmac-md5-96',
      },
    ],
  },
  {
    title: 'an unknown system',
    from: '    kind: server\n',
    to: '    kind: server\n    system: monitoring\n',
    problems: [
      {
        at: '14:13',
        en: '“monitoring” is not allowed here; allowed: monitoring-control, pump-operation, water-distribution, pipeline-information, electronic-filing, service-ledger, facility-management, design-estimation, pipe-network-analysis, metering-billing, financial-accounting, asset-management, personnel, document-management',
        ja: '「monitoring」は使えません。使える値: monitoring-control, pump-operation, water-distribution, pipeline-information, electronic-filing, service-ledger, facility-management, design-estimation, pipe-network-analysis, metering-billing, financial-accounting, asset-management, personnel, document-management',
      },
    ],
  },
  {
    title: 'a data class out of range',
    from: '    kind: server\n',
    to: '    kind: server\n    data: {confidentiality: 4, integrity: 1, availability: 1}\n',
    problems: [
      {at: '14:29', en: '“4” is not allowed here; allowed: 1, 2, 3', ja: '「4」は使えません。使える値: 1, 2, 3'},
    ],
  },
  {
    title: 'data with one class missing',
    from: '    kind: server\n',
    to: '    kind: server\n    data: {confidentiality: 2, integrity: 1}\n',
    problems: [
      {
        at: '14:5',
        en: 'data needs all three of confidentiality, integrity and availability (1 low … 3 high)',
        ja: 'dataには機密性・完全性・可用性の3つすべてが必要です（1低〜3高）',
      },
    ],
  },
  {
    title: 'a former id that is in use',
    from: '    kind: server\n',
    to: '    kind: server\n    formerIds: [srv-01]\n',
    problems: [
      {
        at: '14:17',
        en: '“srv-01” is the id of an asset in this inventory; a former id must be out of use',
        ja: '「srv-01」はこのインベントリの資産IDです。formerIdsには使われなくなったIDだけを書いてください',
      },
    ],
  },
  {
    title: 'an empty value',
    from: '    kind: server\n',
    to: '    kind: server\n    vendor: ""\n',
    problems: [
      {
        at: '14:13',
        en: 'the value is empty; write it, or delete the line',
        ja: '値が空です。値を書くか、行を削除してください',
      },
    ],
  },
  {
    title: 'a full-width name',
    from: '    kind: server\n',
    to: '    kind: server\n    loadGroup: ｐａｉｒ\n',
    problems: [{at: '14:16', en: 'write “pair” instead of “ｐａｉｒ”', ja: '「ｐａｉｒ」は「pair」と書いてください'}],
  },
  {
    title: 'a name with blanks',
    from: '    kind: server\n',
    to: '    kind: server\n    loadGroup: a b\n',
    problems: [
      {
        at: '14:16',
        en: '“a b” is not a valid name; write 1–64 letters, digits, . _ -, beginning with a letter or digit',
        ja: '「a b」は名前として使えません。文字・数字・「.」「_」「-」で1〜64文字、先頭は文字か数字にしてください',
      },
    ],
  },
  {
    title: 'a control character',
    from: '    kind: server\n',
    to: '    kind: server\n    vendor: "a\\eb"\n',
    problems: [
      {
        at: '14:13',
        en: 'text holds a control character or a broken character; delete it',
        ja: '制御文字または壊れた文字が含まれています。取り除いてください',
      },
    ],
  },
  {
    title: 'text beyond every length',
    from: '    kind: server\n',
    to: '    kind: server\n    vendor: ' + 'x'.repeat(5000) + '\n',
    problems: [
      {
        at: '14:13',
        en: 'text of 5000 characters; write at most 4096',
        ja: '文字数が5000あります。4096文字以内で書いてください',
      },
    ],
  },
  {
    title: 'a password in plain',
    from: '  mon:',
    to: '  bad: {user: a, password: hunter2}\n  mon:',
    problems: [
      {
        at: '4:28',
        en: 'a secret must not stand in an inventory; write where it is kept: env:NAME, file:PATH, command:PROGRAM',
        ja: '秘密情報そのものを書かないでください。保管場所を env:変数名、file:パス、command:プログラム の形で書いてください',
      },
    ],
  },
  {
    title: 'a community in plain',
    from: '"env:RO"',
    to: 'hunter2',
    problems: [
      {
        at: '4:40',
        en: 'a secret must not stand in an inventory; write where it is kept: env:NAME, file:PATH, command:PROGRAM',
        ja: '秘密情報そのものを書かないでください。保管場所を env:変数名、file:パス、command:プログラム の形で書いてください',
      },
    ],
  },
  {
    title: 'an enable secret in plain',
    from: 'credential: ops}]',
    to: 'credential: ops, enable: hunter2}]',
    problems: [
      {
        at: '16:50',
        en: 'a secret must not stand in an inventory; write where it is kept: env:NAME, file:PATH, command:PROGRAM',
        ja: '秘密情報そのものを書かないでください。保管場所を env:変数名、file:パス、command:プログラム の形で書いてください',
      },
    ],
  },
  {
    title: 'a private key in plain',
    from: '  mon:',
    to: '  bad: {user: a, key: "-----BEGIN hunter2"}\n  mon:',
    problems: [
      {
        at: '4:23',
        en: 'a secret must not stand in an inventory; write where it is kept: env:NAME, file:PATH, command:PROGRAM or agent:',
        ja: '秘密情報そのものを書かないでください。保管場所を env:変数名、file:パス、command:プログラム、agent: の形で書いてください',
      },
    ],
  },
  {
    title: 'a bad variable name',
    from: '  mon:',
    to: '  bad: {user: a, password: "env:hunter2!"}\n  mon:',
    problems: [
      {
        at: '4:28',
        en: 'a secret must not stand in an inventory; write where it is kept: env:NAME, file:PATH, command:PROGRAM',
        ja: '秘密情報そのものを書かないでください。保管場所を env:変数名、file:パス、command:プログラム の形で書いてください',
      },
    ],
  },
  {
    title: 'a command with an open quote',
    from: '  mon:',
    to: '  bad: {user: a, password: "command:pass \'hunter2"}\n  mon:',
    problems: [
      {
        at: '4:28',
        en: 'a secret must not stand in an inventory; write where it is kept: env:NAME, file:PATH, command:PROGRAM',
        ja: '秘密情報そのものを書かないでください。保管場所を env:変数名、file:パス、command:プログラム の形で書いてください',
      },
    ],
  },
  {
    title: 'a password from the agent',
    from: '  mon:',
    to: '  bad: {user: a, password: "agent:"}\n  mon:',
    problems: [
      {
        at: '4:28',
        en: 'agent: gives keys only; write it for key:, and env:NAME, file:PATH or command:PROGRAM here',
        ja: 'agent: は鍵（key）専用です。ここには env:変数名、file:パス、command:プログラム のいずれかを書いてください',
      },
    ],
  },
  {
    title: 'a passphrase without a key',
    from: '  mon:',
    to: '  bad: {user: a, password: "env:A", passphrase: "env:B"}\n  mon:',
    problems: [
      {
        at: '4:37',
        en: 'a passphrase opens a key file; write key: "file:PATH" too, or delete it',
        ja: 'パスフレーズは鍵ファイル用です。key: "file:パス" も書くか、この行を削除してください',
      },
    ],
  },
  {
    title: 'sudo with a password that is not given',
    from: '  mon:',
    to: '  bad: {user: a, key: "file:k", sudo: password}\n  mon:',
    problems: [
      {
        at: '4:33',
        en: 'sudo: password needs the password; write password: "env:NAME", or sudo: nopasswd',
        ja: 'sudo: password にはパスワードが必要です。password: "env:変数名" を書くか、sudo: nopasswd にしてください',
      },
    ],
  },
  {
    title: 'an empty credential',
    from: '  mon:',
    to: '  bad: {}\n  mon:',
    problems: [
      {
        at: '4:8',
        en: 'the credential says nothing; write user and key or password for SSH, or snmp: {…}',
        ja: '認証情報の中身がありません。SSHなら user と key または password、SNMPなら snmp: {…} を書いてください',
      },
    ],
  },
  {
    title: 'SNMPv3 privacy without authentication',
    from: '  mon:',
    to: '  bad: {snmp: {version: 3, user: a, priv: {protocol: aes128, key: "env:A"}}}\n  mon:',
    problems: [
      {
        at: '4:37',
        en: 'SNMPv3 encrypts only what is authenticated; write auth: {protocol: sha256, key: "env:NAME"} too',
        ja: 'SNMPv3の暗号化には認証が必要です。auth: {protocol: sha256, key: "env:変数名"} も書いてください',
      },
    ],
  },
  {
    title: 'an unknown SNMP version',
    from: '  mon:',
    to: '  bad: {snmp: {version: 4, user: a}}\n  mon:',
    problems: [
      {at: '4:25', en: '“4” is not allowed here; allowed: 1, 2c, 3', ja: '「4」は使えません。使える値: 1, 2c, 3'},
    ],
  },
  {
    title: 'an unknown SNMP protocol',
    from: '  mon:',
    to: '  bad: {snmp: {version: 3, user: a, auth: {protocol: sha265, key: "env:A"}}}\n  mon:',
    problems: [
      {
        at: '4:54',
        en: '“sha265” is not allowed here; did you mean “sha256”? allowed: md5, sha1, sha224, sha256, sha384, sha512',
        ja: '「sha265」は使えません。「sha256」の誤りではありませんか。使える値: md5, sha1, sha224, sha256, sha384, sha512',
      },
    ],
  },
  {
    title: 'a jump host without a credential',
    from: 'address: 192.0.2.2, credential: ops',
    to: 'address: 192.0.2.2',
    problems: [
      {
        at: '8:9',
        en: '“credential” is missing; write e.g. credential: NAME',
        ja: '「credential」（認証情報）がありません。「credential: NAME」のように書いてください',
      },
    ],
  },
  {
    title: 'a duplicate key',
    from: '    kind: server\n',
    to: '    kind: server\n    kind: terminal\n',
    problems: [
      {
        at: '14:5',
        en: '“kind” is written twice (first in line 13); delete one',
        ja: '「kind」が2回書かれています（1回目は13行目）。どちらかを削除してください',
      },
    ],
  },
  {
    title: 'a tab as indentation',
    from: '    kind: server',
    to: '\tkind: server',
    problems: [
      {
        at: '13:1',
        en: 'a tab as indentation; use spaces',
        ja: 'タブで字下げされています。半角スペースを使ってください',
      },
    ],
  },
  {
    title: 'a bracket that is not closed',
    from: 'credential: ops}]\n',
    to: 'credential: ops}\n',
    problems: [
      {
        at: '17:1',
        en: 'wrong indentation, or a [ or { that is not closed; align the line with its neighbours, using spaces',
        ja: '字下げが合っていないか、「[」「{」が閉じられていません。前後の行と半角スペースでそろえてください',
      },
    ],
  },
  {
    title: 'two colons in one line',
    from: '    kind: server\n',
    to: '    kind: server\n    name: a: b\n',
    problems: [
      {
        at: '14:11',
        en: 'a second “: ” in one line; put the value in double quotes, or start a new line',
        ja: '1行に「: 」が2つあります。値を二重引用符で囲むか、改行してください',
      },
    ],
  },
  {
    title: 'a tag',
    from: '    kind: server\n',
    to: '    kind: server\n    name: !env NAME\n',
    problems: [
      {
        at: '14:11',
        en: 'tags (!name) are not used here; delete it, or quote text that begins with “!”',
        ja: 'タグ（!名前）は使えません。削除するか、「!」で始まる文字列なら引用符で囲んでください',
      },
    ],
  },
  {
    title: 'an alias to nothing',
    from: '    kind: server\n',
    to: '    kind: server\n    name: *unknown\n',
    problems: [
      {
        at: '14:11',
        en: 'this begins with *, which refers to an anchor, but there is none of that name before it; put text that begins with * in quotes',
        ja: '「*」で始まる値はアンカーの参照になりますが、該当するアンカーがありません。文字列なら引用符で囲んでください',
      },
    ],
  },
  {
    title: 'a second document',
    from: 'assets:',
    to: '---\nassets:',
    problems: [
      {
        at: '11:1',
        en: 'a second document begins here (---); write one document alone',
        ja: 'ここから2つ目の文書（---）が始まっています。1つの文書だけにしてください',
      },
    ],
  },
  {
    title: 'a key that is a list',
    from: '    kind: server\n',
    to: '    kind: server\n    ? [a]\n    : b\n',
    problems: [
      {
        at: '14:7',
        en: 'a key must be one short text on one line: “name: value”',
        ja: '項目名は1行の短い文字列で「名前: 値」の形に書いてください',
      },
    ],
  },
  {
    title: 'a document that is a list',
    from: null,
    to: '- a\n',
    problems: [
      {
        at: '1:1',
        en: 'write a map: {name: value, …}, or indented “name: value” lines here',
        ja: 'ここにはマップ（{名前: 値, …} または字下げした「名前: 値」の行）を書いてください',
      },
    ],
  },
  {
    title: 'an alias that contains itself',
    from: null,
    to: 'site: &a [*a]\n',
    problems: [{at: '1:11', en: 'nested more than 32 levels deep', ja: '入れ子が深すぎます（32段まで）'}],
  },
  {
    title: 'an alias bomb',
    from: null,
    to: 'a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]\nh: &h [*g,*g,*g,*g,*g,*g,*g,*g,*g,*g]\n',
    problems: [
      {
        at: '6:14',
        en: 'anchors and aliases repeat too much text; use groups or defaults instead',
        ja: 'アンカーと参照による繰り返しが多すぎます。groups または defaults を使ってください',
      },
    ],
  },
  {
    title: 'an empty document',
    from: null,
    to: '',
    problems: [
      {
        at: '1:1',
        en: '“site” is missing; write e.g. site: {name: 見本市水道局}',
        ja: '「site」（事業体）がありません。「site: {name: 見本市水道局}」のように書いてください',
      },
      {
        at: '1:1',
        en: '“zones” is missing; write e.g. zones: [{id: office, policy: office}]',
        ja: '「zones」（区画の一覧）がありません。「zones: [{id: office, policy: office}]」のように書いてください',
      },
      {
        at: '1:1',
        en: '“assets” is missing; write e.g. assets: [{id: srv-01, kind: server, zone: office, address: 192.0.2.10, access: [{via: ssh, credential: NAME}]}]',
        ja: '「assets」（資産の一覧）がありません。「assets: [{id: srv-01, kind: server, zone: office, address: 192.0.2.10, access: [{via: ssh, credential: NAME}]}]」のように書いてください',
      },
    ],
  },
  {
    title: 'half a password after a comma',
    from: '  mon:',
    to: '  bad: {user: a, password: hunter1,hunter2}\n  mon:',
    problems: [
      {
        at: '4:28',
        en: 'a secret must not stand in an inventory; write where it is kept: env:NAME, file:PATH, command:PROGRAM',
        ja: '秘密情報そのものを書かないでください。保管場所を env:変数名、file:パス、command:プログラム の形で書いてください',
      },
      {
        at: '4:36',
        en: 'unknown key without a value; put text that holds a comma in quotes. Keys: user, password, key, passphrase, sudo, scope, snmp',
        ja: '値のない不明な項目です。カンマを含む値は引用符で囲んでください。使える項目: user, password, key, passphrase, sudo, scope, snmp',
      },
    ],
  },
];

export const csvCases: readonly Case[] = [
  {
    title: 'an unknown column',
    from: '種別',
    to: '種類別',
    problems: [
      {
        at: '1:2',
        en: 'unknown column “種類別” (begin the header with # to leave it out); did you mean “種別”?',
        ja: '「種類別」という列はありません。「種別」の誤りではありませんか。読み込まない列は見出しを「#」で始めてください',
      },
      {
        at: '2',
        en: 'asset srv-01: “kind” is missing; write e.g. kind: server',
        ja: '資産 srv-01: 「kind」（種別）がありません。「kind: server」のように書いてください',
      },
    ],
  },
  {
    title: 'an unknown column that resembles nothing',
    from: '接続方法',
    to: '購入年月日',
    problems: [
      {
        at: '1:5',
        en: 'unknown column “購入年月日” (begin the header with # to leave it out); write one of: id, 資産ID, kind, 種別, 資産種別, zone, 区画, ゾーン, address, アドレス, IPアドレス, ホスト名, platform, プラットフォーム, group, groups, グループ, name, 名称, 資産名, assetNo, 資産番号, 管理番号, location, 設置場所, vendor, メーカー, メーカ, 製造者, model, …',
        ja: '「購入年月日」という列はありません。次のいずれかを書いてください: id, 資産ID, kind, 種別, 資産種別, zone, 区画, ゾーン, address, アドレス, IPアドレス, ホスト名, platform, プラットフォーム, group, groups, グループ, name, 名称, 資産名, assetNo, 資産番号, 管理番号, location, 設置場所, vendor, メーカー, メーカ, 製造者, model など。読み込まない列は見出しを「#」で始めてください',
      },
      {
        at: '2',
        en: '“via” is missing; write e.g. via: ssh',
        ja: '「via」（接続方法）がありません。「via: ssh」のように書いてください',
      },
    ],
  },
  {
    title: 'two columns that mean the same',
    from: '接続方法',
    to: 'IPアドレス',
    problems: [
      {
        at: '1:5',
        en: 'the columns “アドレス” and “IPアドレス” mean the same; delete one',
        ja: '「アドレス」列と「IPアドレス」列は同じ項目です。どちらかを削除してください',
      },
      {
        at: '2',
        en: '“via” is missing; write e.g. via: ssh',
        ja: '「via」（接続方法）がありません。「via: ssh」のように書いてください',
      },
    ],
  },
  {
    title: 'no id column',
    from: '資産ID',
    to: '#資産ID',
    problems: [
      {
        at: '1:1',
        en: 'there is no id column; write a header row with id (or 資産ID)',
        ja: '資産IDの列がありません。見出し行に「資産ID」（または id）を書いてください',
      },
    ],
  },
  {
    title: 'a row without an id',
    from: '\r\nsrv-01',
    to: '\r\n',
    problems: [
      {at: '1', en: 'there is no asset; write at least one', ja: '資産が1件もありません。1件以上書いてください'},
      {
        at: '2:1',
        en: 'the id is missing; write it in every row, e.g. srv-01 (column “資産ID”)',
        ja: '資産IDがありません。srv-01 のように、すべての行に書いてください（「資産ID」列）',
      },
    ],
  },
  {
    title: 'a misspelt kind',
    from: 'サーバ',
    to: 'サーパ',
    problems: [
      {
        at: '2:2',
        en: '“サーパ” is not allowed here; did you mean “サーバ”? allowed: サーバ, サーバー, 端末, 業務端末, ネットワーク機器, 制御用PC, 制御用パソコン, 監視制御端末, 制御装置, コントローラ, コントローラー (column “種別”)',
        ja: '「サーパ」は使えません。「サーバ」の誤りではありませんか。使える値: サーバ, サーバー, 端末, 業務端末, ネットワーク機器, 制御用PC, 制御用パソコン, 監視制御端末, 制御装置, コントローラ, コントローラー（「種別」列）',
      },
    ],
  },
  {
    title: 'a misspelt zone',
    from: 'office',
    to: 'ofice',
    problems: [
      {
        at: '2:3',
        en: 'there is no zone “ofice”; did you mean “office”? (column “区画”)',
        ja: '区画（zones）に「ofice」はありません。「office」の誤りではありませんか（「区画」列）',
      },
    ],
  },
  {
    title: 'a bad address',
    from: '192.0.2.10',
    to: '192.0.2',
    problems: [
      {
        at: '2:4',
        en: '“192.0.2” is not an address; write an IPv4 address (192.0.2.10), an IPv6 address (2001:db8::10) or a host name (column “アドレス”)',
        ja: '「192.0.2」はアドレスではありません。IPv4アドレス（192.0.2.10）、IPv6アドレス（2001:db8::10）またはホスト名を書いてください（「アドレス」列）',
      },
    ],
  },
  {
    title: 'an empty required cell',
    from: 'サーバ',
    to: '',
    problems: [
      {
        at: '2',
        en: 'asset srv-01: “kind” is missing; write e.g. kind: server',
        ja: '資産 srv-01: 「kind」（種別）がありません。「kind: server」のように書いてください',
      },
    ],
  },
  {
    title: 'a way in without 接続方法',
    from: 'ssh',
    to: '',
    problems: [
      {
        at: '2',
        en: '“via” is missing; write e.g. via: ssh',
        ja: '「via」（接続方法）がありません。「via: ssh」のように書いてください',
      },
    ],
  },
  {
    title: 'a cell without a header',
    from: 'ops\r\n',
    to: 'ops,x\r\n',
    problems: [
      {
        at: '2:7',
        en: 'a cell in a column without a header; write the header, or delete the cell (quote text that holds a comma)',
        ja: '見出しのない列に値があります。見出しを書くか、値を削除してください（カンマを含む値は引用符で囲みます）',
      },
    ],
  },
  {
    title: 'an earlier row that says something else',
    from: 'ops\r\n',
    to: 'ops\r\nsrv-01,サーバ,office,192.0.2.11,kit,\r\n',
    problems: [
      {
        at: '3:4',
        en: 'an earlier row of this asset says “192.0.2.10”; write the same or leave the cell empty (a repeated id adds a way in), or write another id (column “アドレス”)',
        ja: '同じ資産IDの前の行では「192.0.2.10」です。同じ値にするか空欄にしてください（同じIDの行は接続方法の追加になります）。別の資産なら別のIDにしてください（「アドレス」列）',
      },
    ],
  },
  {
    title: 'an id in upper case',
    from: 'srv-01',
    to: 'ＳＲＶ－０１',
    problems: [
      {
        at: '2:1',
        en: '“SRV-01” is not a valid id; write “srv-01” (1–64 of a–z 0–9 . _ -) (column “資産ID”)',
        ja: '「SRV-01」はIDとして使えません。「srv-01」と書いてください。使えるのは半角の英小文字・数字・「.」「_」「-」で1〜64文字です（「資産ID」列）',
      },
    ],
  },
  {
    title: 'a quote that is not closed',
    from: 'office',
    to: '"office',
    problems: [
      {
        at: '2:3',
        en: 'the double quote that begins this cell is not closed (write "" for one inside a cell)',
        ja: 'このセルの先頭の二重引用符が閉じられていません（セル内の引用符は "" と書きます）',
      },
    ],
  },
  {
    title: 'an empty file',
    from: null,
    to: '',
    problems: [
      {
        at: '',
        en: 'the file is empty; write a header row and one row per asset',
        ja: 'ファイルが空です。見出し行と資産の行を書いてください',
      },
    ],
  },
  {
    title: 'only a header',
    from: 'srv-01,サーバ,office,192.0.2.10,ssh,ops\r\n',
    to: '',
    problems: [
      {at: '1', en: 'there is no asset; write at least one', ja: '資産が1件もありません。1件以上書いてください'},
    ],
  },
  {
    title: 'a control character',
    from: '192.0.2.10',
    to: '192.0.2.10\u0007',
    problems: [
      {
        at: '2:4',
        en: 'text holds a control character or a broken character; delete it (column “アドレス”)',
        ja: '制御文字または壊れた文字が含まれています。取り除いてください（「アドレス」列）',
      },
    ],
  },
];
