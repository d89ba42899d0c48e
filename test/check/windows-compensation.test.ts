import {join} from 'node:path';
import test from 'ava';
import {plainAsset} from '../../src/check/examples.ts';
import {evaluate} from '../../src/evaluate.ts';
import {loadKnowledge} from '../../src/knowledge.ts';
import type {Asset} from '../../src/model/asset.ts';
import {known, type Facts} from '../../src/model/fact.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {factsOfRecording} from '../../src/recording.ts';

const {checks, languages} = await loadKnowledge(join(packageRoot, 'checks'));
const {facts: recorded, at} = factsOfRecording('windows/ja-win7-control.protection');
const constructed = {transport: 'derived', privilege: null, seq: [], observedAt: null} as const;
const ended = {product: 'Windows 7', freeUntil: '2020-01-14T00:00:00Z', freeUntilAtMost: '2020-01-14T00:00:00Z'};
const all: Facts = {...recorded, support: known(ended, constructed)};

const control: Asset = {...plainAsset, kind: 'control-pc', platform: 'windows', exposure: 'isolated'};

function compensated(check: string, asset: Asset, facts: Facts): boolean | null {
  const target = {scope: 'asset', asset} as const;
  const some = checks.filter(({id}) => id === check);
  const [finding] = evaluate({
    ...{site: 's', target, facts, checks: some, languages, layers: [], asOf: at, askOf: () => null},
  });
  return finding?.outcome.status === 'fail' ? finding.compensated : null;
}

for (const check of ['os-support', 'antivirus-installed']) {
  test(`${check}: an isolated control PC that runs listed programs alone and takes no USB storage is compensated`, (t) => {
    t.true(compensated(check, control, all));
  });

  for (const [what, asset, facts] of [
    ['is not isolated', {...control, exposure: null}, all],
    ['is a terminal', {...control, kind: 'terminal'}, all],
    ['runs whatever comes', control, {...all, windowsApplicationControl: known({enforced: false}, constructed)}],
    [
      'may run whatever comes',
      control,
      {...all, windowsApplicationControl: known({enforced: null}, constructed, false)},
    ],
    [
      'takes USB storage',
      control,
      {...all, windowsRemovableMedia: known({driverOff: false, readDenied: false}, constructed)},
    ],
    ['lets everything in', control, {...all, firewall: known({defaultDeny: false}, constructed)}],
  ] as const) {
    test(`${check}: a machine that ${what} is not`, (t) => {
      t.false(compensated(check, asset, facts));
    });
  }
}
