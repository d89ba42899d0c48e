import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {auditPolicyAsk} from './asks/windows-logging.ts';
import {readAuditPolicy} from './parse/audit-policy.ts';
import {auditSubcategories, type AuditSubcategory} from './parse/audit-subcategories.ts';
import {flagOrNull} from './parse/fields.ts';

const ids = Object.keys(auditSubcategories) as AuditSubcategory[];

const WindowsAudit = z.object({
  subcategories: z.array(
    z.object({
      id: field(z.enum(ids), 'Subcategory', 'サブカテゴリ', {values: auditSubcategories}),
      success: flagOrNull('Success recorded', '成功の監査'),
      failure: flagOrNull('Failure recorded', '失敗の監査'),
    }),
  ),
});

/** Of Windows 8, and of Windows 10. */
const newer = new Set<AuditSubcategory>(['removable-storage', 'plug-and-play']);

/** ERROR_PRIVILEGE_NOT_HELD: it was not run as administrator. */
const notHeld = {exitCode: 1314, text: '0x00000522'} as const;

/** The audit policy that holds now, whoever set it. XP and Server 2003 have no auditpol. */
export const windowsAudit = defineProbe({
  fact: 'windowsAudit',
  title: {en: 'Audit policy of Windows', ja: 'Windowsの監査ポリシー'},
  cost: 'cheap',
  schema: WindowsAudit,
  ask: {windows: [auditPolicyAsk]},
  parse(answers) {
    const {text, exitCode} = answers.command(auditPolicyAsk.id);
    if (exitCode === notHeld.exitCode || text.includes(notHeld.text))
      throw new Gap('permission-denied', 'auditpol wants an administrator');
    const subcategories = [...readAuditPolicy(text)].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    if (subcategories.length === 0) throw new Gap('unsupported', 'auditpol told of no subcategory that is known');
    const isWhole = subcategories.every(({success, failure}) => success !== null && failure !== null);
    // Older versions have fewer subcategories; a list that breaks off looks like one of them.
    const isLong = ids.filter((id) => !newer.has(id)).every((id) => subcategories.some((each) => each.id === id));
    return isWhole && isLong ? whole({subcategories}) : partial({subcategories}, 'unsupported');
  },
});
