import {z} from 'zod';
import {cimText} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, partial, whole} from '../model/probe.ts';
import {windowsProcessesAsk} from './asks/windows-services.ts';
import {text, textOrNull} from './parse/fields.ts';

const WindowsProcesses = z.object({
  list: z.array(
    z.object({
      name: text('Process', 'プロセス'),
      path: textOrNull('Program', '実行ファイルのパス'),
    }),
  ),
});

/** Processes that have no program of their own, or whose program Windows tells to nobody. */
const guarded = new Set([
  ...['system idle process', 'system', 'registry', 'memory compression', 'memcompression', 'secure system'],
  ...['smss.exe', 'csrss.exe', 'wininit.exe', 'services.exe', 'lsaiso.exe', 'sgrmbroker.exe', 'msmpeng.exe'],
  ...['nissrv.exe', 'mpdefendercoreservice.exe', 'vmmem', 'vmmemwsl', 'securityhealthservice.exe', 'lsass.exe'],
]);

/** Programs that run, each once. Their arguments are not asked: they may hold secrets. */
export const windowsProcesses = defineProbe({
  fact: 'windowsProcesses',
  title: {en: 'Running programs of Windows', ja: 'Windowsの稼働中のプログラム'},
  cost: 'cheap',
  schema: WindowsProcesses,
  ask: {windows: [windowsProcessesAsk]},
  parse(answers) {
    const instances = answers.instances(windowsProcessesAsk.id) ?? [];
    const all = instances.flatMap((instance) => {
      const name = cimText(instance, 'Name')?.slice(0, 256);
      return name === undefined ? [] : [{name, path: cimText(instance, 'ExecutablePath')?.slice(0, 512) ?? null}];
    });
    if (all.length === 0) throw new Gap('unsupported', 'no process is told of');
    const unique = new Map(all.map((one) => [JSON.stringify(one), one]));
    const list = [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    const hidden = list.some(({name, path}) => path === null && !guarded.has(name.toLowerCase()));
    return hidden ? partial({list}, 'permission-denied') : whole({list});
  },
});
