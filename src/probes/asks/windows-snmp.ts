import {registry} from '../../model/ask.ts';

/**
 * Settings of the SNMP service. Communities are names of values, by policy values: both are taken out, and leave what the judge
 * needs. Those of traps are names of keys, and are not asked.
 */
export const snmpServiceAsks = {
  service: registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\SNMP', {id: 'snmp-service', values: ['Start']}),
  communities: registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\SNMP\\Parameters\\ValidCommunities', {
    id: 'snmp-communities',
  }),
  managers: registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\SNMP\\Parameters\\PermittedManagers', {
    id: 'snmp-managers',
  }),
  communitiesPolicy: registry('HKLM\\SOFTWARE\\Policies\\SNMP\\Parameters\\ValidCommunities', {
    id: 'snmp-communities-policy',
  }),
  managersPolicy: registry('HKLM\\SOFTWARE\\Policies\\SNMP\\Parameters\\PermittedManagers', {
    id: 'snmp-managers-policy',
  }),
} as const;
