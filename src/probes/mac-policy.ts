import {z} from 'zod';
import {files, rootFiles} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {assignmentsOf} from './parse/config-lines.ts';

const enforce = '/sys/fs/selinux/enforce';
const selinuxConfig = '/etc/selinux/config';
const apparmorEnabled = '/sys/module/apparmor/parameters/enabled';
const apparmorProfiles = '/sys/kernel/security/apparmor/profiles';

const modes = {
  enforcing: {en: 'enforcing', ja: '強制'},
  permissive: {en: 'permissive (only logs)', ja: '警告のみ'},
  disabled: {en: 'disabled', ja: '無効'},
};
const mode = z.enum(['enforcing', 'permissive', 'disabled']);

const Selinux = z.object({
  mode: field(mode, 'SELinux now', 'SELinuxの現在の状態', {values: modes}),
  atBoot: field(mode.nullable(), 'SELinux at boot', 'SELinuxの起動時の設定', {values: modes}),
  policy: field(z.string().nullable(), 'SELinux policy', 'SELinuxポリシー'),
});
const Apparmor = z.object({
  enabled: field(z.boolean(), 'AppArmor enabled', 'AppArmor有効'),
  enforced: field(z.array(z.string()), 'Profiles that are enforced', '強制モードのプロファイル'),
  complaining: field(z.array(z.string()), 'Profiles that only complain', '警告モードのプロファイル'),
});
const MacPolicy = z.object({
  selinux: field(Selinux, 'SELinux', 'SELinux'),
  apparmor: field(Apparmor, 'AppArmor', 'AppArmor'),
});

function bootMode(text: string | undefined): z.infer<typeof mode> | null {
  const parsed = mode.safeParse(text?.toLowerCase());
  return parsed.success ? parsed.data : null;
}

function selinuxOf(answers: Answers): z.infer<typeof Selinux> {
  const now = answers.file(enforce)?.text.trim();
  const config = assignmentsOf(answers.file(selinuxConfig)?.text ?? '');
  return {
    mode: now === undefined ? 'disabled' : now === '1' ? 'enforcing' : 'permissive',
    atBoot: bootMode(config.get('SELINUX')),
    policy: config.get('SELINUXTYPE') ?? null,
  };
}

function profilesOf(text: string, kind: string): string[] {
  const names = text.split('\n').filter((line) => line.endsWith(` (${kind})`));
  return names.map((line) => line.slice(0, -kind.length - 3)).sort();
}

/** What the kernel's security file systems tell of SELinux and AppArmor. */
export const macPolicy = defineProbe({
  fact: 'macPolicy',
  title: {en: 'Mandatory access control', ja: '強制アクセス制御'},
  cost: 'cheap',
  schema: MacPolicy,
  ask: {linux: [...files(enforce, selinuxConfig, apparmorEnabled), ...rootFiles(apparmorProfiles)]},
  parse(answers) {
    const selinux = selinuxOf(answers);
    const enabled = answers.file(apparmorEnabled)?.text.trim() === 'Y';
    if (!enabled) return whole({selinux, apparmor: {enabled, enforced: [], complaining: []}});
    try {
      const text = answers.file(apparmorProfiles)?.text ?? null;
      if (text === null) throw new Gap('permission-denied', apparmorProfiles);
      const apparmor = {enabled, enforced: profilesOf(text, 'enforce'), complaining: profilesOf(text, 'complain')};
      return whole({selinux, apparmor});
    } catch (error) {
      if (!(error instanceof Gap)) throw error;
      return partial({selinux, apparmor: {enabled, enforced: [], complaining: []}}, error.reason);
    }
  },
});
