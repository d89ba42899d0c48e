import {cim, registry} from '../../model/ask.ts';

/** Security options of Group Policy and of the local security policy, and what is logged of a new process (below `Audit`). */
export const policiesSystemAsk = registry('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System', {
  id: 'policies-system',
  depth: 'children',
  values: [
    ...['EnableLUA', 'ConsentPromptBehaviorAdmin', 'ConsentPromptBehaviorUser', 'PromptOnSecureDesktop'],
    ...['FilterAdministratorToken', 'LocalAccountTokenFilterPolicy', 'DontDisplayLastUserName', 'DisableCAD'],
    ...['InactivityTimeoutSecs', 'LegalNoticeCaption', 'LegalNoticeText', 'ShutdownWithoutLogon'],
    'ProcessCreationIncludeCmdLine_Enabled',
  ],
});

export const lsaOptionsAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa', {
  id: 'lsa-options',
  values: ['LimitBlankPasswordUse', 'SCENoApplyLegacyAuditPolicy', 'CrashOnAuditFail'],
});

/** The password for the automatic logon stands here in the clear: of it only that it is there is told. */
export const winlogonAsk = registry('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon', {
  id: 'winlogon',
  values: [
    ...['AutoAdminLogon', 'DefaultUserName', 'CachedLogonsCount', 'ForceUnlockLogon', 'ScRemoveOption'],
    ...['LegalNoticeCaption', 'LegalNoticeText'],
  ],
  hidden: ['DefaultPassword'],
});

const screenSaverValues = ['ScreenSaveActive', 'ScreenSaverIsSecure', 'ScreenSaveTimeOut', 'SCRNSAVE.EXE'];

/** Screen savers of the users that are logged on, as Group Policy and as they themselves set them. */
export const screenSaverPolicyAsk = registry('HKU\\*\\Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop', {
  id: 'screen-saver-policy',
  values: screenSaverValues,
});
export const screenSaverAsk = registry('HKU\\*\\Control Panel\\Desktop', {
  id: 'screen-saver',
  values: screenSaverValues,
});

export const terminalPolicyAsk = registry('HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services', {
  id: 'terminal-policy',
});

/** Services by which a computer is managed from afar, or hands on its logs; EventLog is one that every Windows has. */
export const managementServicesAsk = cim('Win32_Service', ['Name', 'Started', 'StartMode'], {
  id: 'management-services',
  where: ['EventLog', 'WinRM', 'TermService', 'sshd', 'Wecsvc']
    .concat(['winlogbeat', 'nxlog', 'SplunkForwarder', 'WazuhSvc', 'OssecSvc', 'fluentdwinsvc', 'fluent-bit'])
    .concat(['AzureMonitorAgent', 'HealthService', 'elastic-agent'])
    .map((name) => `Name='${name}'`)
    .join(' OR '),
});

export const domainMembershipAsk = cim('Win32_ComputerSystem', ['DomainRole', 'PartOfDomain'], {
  id: 'domain-membership',
});
