import {z} from 'zod';
import {files} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {firewallRules} from './asks/firewall-rules.ts';
import {processesAsk} from './asks/processes.ts';
import {assignments, lastValue} from './parse/config-text.ts';
import {flag, flagOrNull, intOrNull, text, textOrNull} from './parse/fields.ts';
import {readKernel, type Kernel} from './parse/firewall-kernel.ts';
import {readPrograms, type Programs} from './parse/programs.ts';
import {reading} from './parse/reading.ts';
import {inputVerdicts} from './parse/ruleset-walk.ts';
import {windowsFirewallAsks, windowsHostFirewall} from './parse/windows-host-firewall.ts';

const policies = {
  accept: {en: 'accept', ja: '許可'},
  drop: {en: 'drop', ja: '破棄'},
  reject: {en: 'reject', ja: '拒否'},
};
const policy = (en: string, ja: string) =>
  field(z.enum(['accept', 'drop', 'reject']).nullable(), en, ja, {values: policies});

const Firewall = z.object({
  backends: field(
    z.array(z.enum(['nft', 'iptables', 'ufw', 'firewalld', 'windows'])),
    'Firewalls in use',
    '使用中のファイアウォール',
  ),
  /** True when the kernel holds a filter on its input. */
  active: flagOrNull('Incoming packets filtered', '受信パケットフィルタの有無'),
  inputPolicy: policy('IPv4 packets that no rule allows', 'どの規則にも合わないIPv4パケットの扱い'),
  inputPolicy6: policy('IPv6 packets that no rule allows', 'どの規則にも合わないIPv6パケットの扱い'),
  defaultDeny: flagOrNull('IPv4 refused unless allowed', 'IPv4の既定拒否'),
  defaultDeny6: flagOrNull('IPv6 refused unless allowed', 'IPv6の既定拒否'),
  allowed: z.array(
    z.object({
      family: field(z.enum(['ip', 'ip6']), 'Address family', 'アドレス種別'),
      protocol: text('Protocol', 'プロトコル'),
      from: intOrNull('First port', '開始ポート'),
      to: intOrNull('Last port', '終了ポート'),
      source: textOrNull('Allowed source', '許可元'),
      interface: textOrNull('Interface', 'インターフェース'),
      narrowed: flag('Further conditions', '追加条件あり'),
    }),
  ),
});

function frontEnds(answers: Answers, installed: Programs): ('ufw' | 'firewalld')[] {
  const read = reading(answers);
  const ufw = lastValue(assignments(read.file('/etc/ufw/ufw.conf')?.text ?? ''), 'ENABLED') === 'yes';
  const firewalld = installed.running('firewalld') === true;
  return [...(ufw ? (['ufw'] as const) : []), ...(firewalld ? (['firewalld'] as const) : [])];
}

const unseen = {
  active: null,
  inputPolicy: null,
  inputPolicy6: null,
  defaultDeny: null,
  defaultDeny6: null,
  allowed: [],
};

function kernelFacts(kernel: Kernel) {
  const [v4, v6] = [inputVerdicts(kernel.chains, 'ip'), inputVerdicts(kernel.chains, 'ip6')];
  const denies = (policy: typeof v4.policy): boolean => policy === 'drop' || policy === 'reject';
  return {
    understood: v4.understood && v6.understood,
    facts: {
      active: kernel.chains.some((chain) => chain.input && (chain.rules.length > 0 || chain.policy === 'drop')),
      inputPolicy: v4.policy,
      inputPolicy6: v6.policy,
      defaultDeny: denies(v4.policy),
      defaultDeny6: denies(v6.policy),
      allowed: [...v4.allowed, ...v6.allowed],
    },
  };
}

function kernelOf(answers: Answers): Kernel | null {
  try {
    return readKernel(answers.command(firewallRules.id).text);
  } catch (error) {
    if (error instanceof Gap && error.reason === 'permission-denied') return null;
    throw error;
  }
}

/** The packet filter that the kernel holds now, of Linux without privilege only its front ends; of Windows its firewall. */
export const firewall = defineProbe({
  fact: 'firewall',
  title: {en: 'Host firewall', ja: 'ホストファイアウォール'},
  cost: 'cheap',
  schema: Firewall,
  ask: {linux: [firewallRules, processesAsk, ...files('/etc/ufw/ufw.conf')], windows: windowsFirewallAsks},
  parse(answers, platform) {
    if (platform === 'windows') return windowsHostFirewall(answers);
    const kernel = kernelOf(answers);
    const front = frontEnds(answers, readPrograms(answers));
    if (kernel === null) return partial({backends: front, ...unseen}, 'permission-denied');
    const back = [...(kernel.nft ? (['nft'] as const) : []), ...(kernel.legacy ? (['iptables'] as const) : [])];
    const backends = [...back, ...front];
    if (!kernel.seen) return partial({backends, ...unseen});
    const {understood, facts} = kernelFacts(kernel);
    return understood ? whole({backends, ...facts}) : partial({backends, ...facts});
  },
});
