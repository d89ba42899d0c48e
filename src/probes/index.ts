import type {Probe} from '../model/probe.ts';
import {accounts} from './accounts.ts';
import {anonymousServices} from './anonymous-services.ts';
import {antivirus} from './antivirus.ts';
import {arpTable} from './arp-table.ts';
import {audit} from './audit.ts';
import {authorizedKeys} from './authorized-keys.ts';
import {automaticUpdates} from './automatic-updates.ts';
import {backup} from './backup.ts';
import {bootLoader} from './boot-loader.ts';
import {bridgeTable} from './bridge-table.ts';
import {centralAuth} from './central-auth.ts';
import {clock} from './clock.ts';
import {configuredSecrets} from './configured-secrets.ts';
import {consoleSecurity} from './console-security.ts';
import {controlIdentity} from './control-identity.ts';
import {coreDumps} from './core-dumps.ts';
import {cronAccess} from './cron-access.ts';
import {dataServices} from './data-services.ts';
import {database} from './database.ts';
import {deviceAaa} from './device-aaa.ts';
import {deviceAccess} from './device-access.ts';
import {deviceAcls} from './device-acls.ts';
import {deviceBanner} from './device-banner.ts';
import {deviceConfig} from './device-config.ts';
import {deviceDefence} from './device-defence.ts';
import {deviceInterfaces} from './device-interfaces.ts';
import {deviceLogging} from './device-logging.ts';
import {deviceNeighbors} from './device-neighbors.ts';
import {devicePorts} from './device-ports.ts';
import {deviceRedundancy} from './device-redundancy.ts';
import {deviceRoutes} from './device-routes.ts';
import {deviceRouting} from './device-routing.ts';
import {deviceServices} from './device-services.ts';
import {deviceSnmp} from './device-snmp.ts';
import {deviceTime} from './device-time.ts';
import {deviceUsers} from './device-users.ts';
import {deviceVlans} from './device-vlans.ts';
import {deviceVpn} from './device-vpn.ts';
import {deviceWireless} from './device-wireless.ts';
import {device} from './device.ts';
import {diskEncryption} from './disk-encryption.ts';
import {diskUsage} from './disk-usage.ts';
import {dnsServer} from './dns-server.ts';
import {dns} from './dns.ts';
import {doas} from './doas.ts';
import {filePermissions} from './file-permissions.ts';
import {fingerServers} from './finger-servers.ts';
import {firewall} from './firewall.ts';
import {ftpAnonymous} from './ftp-anonymous.ts';
import {ftpServers} from './ftp-servers.ts';
import {groups} from './groups.ts';
import {hostSoftware} from './host-software.ts';
import {httpServers} from './http-servers.ts';
import {interfaces} from './interfaces.ts';
import {ipmiInterfaces} from './ipmi-interfaces.ts';
import {journald} from './journald.ts';
import {kernel} from './kernel.ts';
import {lastLogins} from './last-logins.ts';
import {ldapAnonymous} from './ldap-anonymous.ts';
import {ldapServers} from './ldap-servers.ts';
import {listenerOwners} from './listener-owners.ts';
import {listeners} from './listeners.ts';
import {logFiles} from './log-files.ts';
import {logRotation} from './log-rotation.ts';
import {loginBanners} from './login-banners.ts';
import {macPolicy} from './mac-policy.ts';
import {mailAccess} from './mail-access.ts';
import {mailDomains} from './mail-domains.ts';
import {mailServer} from './mail-server.ts';
import {mounts} from './mounts.ts';
import {nameServers} from './name-servers.ts';
import {ntpMonitor} from './ntp-monitor.ts';
import {ntpServers} from './ntp-servers.ts';
import {openPorts} from './open-ports.ts';
import {os} from './os.ts';
import {packageSources} from './package-sources.ts';
import {packages} from './packages.ts';
import {pamAccess} from './pam-access.ts';
import {passwordPolicy} from './password-policy.ts';
import {passwords} from './passwords.ts';
import {processes} from './processes.ts';
import {rdpServers} from './rdp-servers.ts';
import {reboot} from './reboot.ts';
import {redundancy} from './redundancy.ts';
import {remoteShells} from './remote-shells.ts';
import {routes} from './routes.ts';
import {rpcServers} from './rpc-servers.ts';
import {rsyncServers} from './rsync-servers.ts';
import {scheduledJobs} from './scheduled-jobs.ts';
import {services} from './services.ts';
import {sessionDefaults} from './session-defaults.ts';
import {setuidFiles} from './setuid-files.ts';
import {shares} from './shares.ts';
import {smbAnonymous} from './smb-anonymous.ts';
import {smbServers} from './smb-servers.ts';
import {smtpRelays} from './smtp-relays.ts';
import {smtpServers} from './smtp-servers.ts';
import {snmpAgent} from './snmp-agent.ts';
import {snmpAgents} from './snmp-agents.ts';
import {snmpCommunities} from './snmp-communities.ts';
import {sshKeys} from './ssh-keys.ts';
import {sshServers} from './ssh-servers.ts';
import {sshd} from './sshd.ts';
import {suRestriction} from './su-restriction.ts';
import {sudo} from './sudo.ts';
import {sweptHosts} from './swept-hosts.ts';
import {sysctl} from './sysctl.ts';
import {syslog} from './syslog.ts';
import {telnetServers} from './telnet-servers.ts';
import {timeSync} from './time-sync.ts';
import {tlsEndpoints} from './tls-endpoints.ts';
import {unownedFiles} from './unowned-files.ts';
import {updates} from './updates.ts';
import {upsState} from './ups-state.ts';
import {uptime} from './uptime.ts';
import {usbStorage} from './usb-storage.ts';
import {vncServers} from './vnc-servers.ts';
import {webServer} from './web-server.ts';
import {windowsAccounts} from './windows-accounts.ts';
import {windowsAnonymousAccess} from './windows-anonymous-access.ts';
import {windowsApplicationControl} from './windows-application-control.ts';
import {windowsAudit} from './windows-audit.ts';
import {windowsAutorun} from './windows-autorun.ts';
import {windowsBootSecurity} from './windows-boot-security.ts';
import {windowsCredentials} from './windows-credentials.ts';
import {windowsDefender} from './windows-defender.ts';
import {windowsEventLogs} from './windows-event-logs.ts';
import {windowsFeatures} from './windows-features.ts';
import {windowsFirewall} from './windows-firewall.ts';
import {windowsGroups} from './windows-groups.ts';
import {windowsInstaller} from './windows-installer.ts';
import {windowsLanManager} from './windows-lan-manager.ts';
import {windowsLaps} from './windows-laps.ts';
import {windowsLogForwarding} from './windows-log-forwarding.ts';
import {windowsLogOptions} from './windows-log-options.ts';
import {windowsLogon} from './windows-logon.ts';
import {windowsMitigations} from './windows-mitigations.ts';
import {windowsNameResolution} from './windows-name-resolution.ts';
import {windowsNetworkStack} from './windows-network-stack.ts';
import {windowsNetwork} from './windows-network.ts';
import {windowsOs} from './windows-os.ts';
import {windowsPasswordPolicy} from './windows-password-policy.ts';
import {windowsPrinting} from './windows-printing.ts';
import {windowsProcesses} from './windows-processes.ts';
import {windowsProxy} from './windows-proxy.ts';
import {windowsRadios} from './windows-radios.ts';
import {windowsRemoteDesktop} from './windows-remote-desktop.ts';
import {windowsRemoteManagement} from './windows-remote-management.ts';
import {windowsRemovableMedia} from './windows-removable-media.ts';
import {windowsRestart} from './windows-restart.ts';
import {windowsScheduledTasks} from './windows-scheduled-tasks.ts';
import {windowsSecurityCenter} from './windows-security-center.ts';
import {windowsServices} from './windows-services.ts';
import {windowsShares} from './windows-shares.ts';
import {windowsSmartScreen} from './windows-smart-screen.ts';
import {windowsSmb} from './windows-smb.ts';
import {windowsSoftware} from './windows-software.ts';
import {windowsTls} from './windows-tls.ts';
import {windowsUac} from './windows-uac.ts';
import {windowsUpdatePolicy} from './windows-update-policy.ts';
import {windowsUpdates} from './windows-updates.ts';
import {worldWritable} from './world-writable.ts';
import {x11Open} from './x11-open.ts';
import {x11Servers} from './x11-servers.ts';

/**
 * Every probe, by fact name; but the clock is read first, since all that is asked before it widens its bounds.
 * A test asserts that this list and the folder agree.
 */
export const probes: readonly Probe[] = [
  accounts,
  anonymousServices,
  antivirus,
  arpTable,
  audit,
  authorizedKeys,
  automaticUpdates,
  backup,
  bootLoader,
  bridgeTable,
  centralAuth,
  clock,
  configuredSecrets,
  consoleSecurity,
  controlIdentity,
  coreDumps,
  cronAccess,
  dataServices,
  database,
  device,
  deviceAaa,
  deviceAccess,
  deviceAcls,
  deviceBanner,
  deviceConfig,
  deviceDefence,
  deviceInterfaces,
  deviceLogging,
  deviceNeighbors,
  devicePorts,
  deviceRedundancy,
  deviceRoutes,
  deviceRouting,
  deviceServices,
  deviceSnmp,
  deviceTime,
  deviceUsers,
  deviceVlans,
  deviceVpn,
  deviceWireless,
  diskEncryption,
  diskUsage,
  dns,
  doas,
  dnsServer,
  filePermissions,
  fingerServers,
  firewall,
  ftpAnonymous,
  ftpServers,
  groups,
  hostSoftware,
  httpServers,
  interfaces,
  ipmiInterfaces,
  journald,
  kernel,
  lastLogins,
  ldapAnonymous,
  ldapServers,
  listenerOwners,
  listeners,
  logFiles,
  logRotation,
  loginBanners,
  macPolicy,
  mailAccess,
  mailDomains,
  mailServer,
  mounts,
  nameServers,
  ntpMonitor,
  ntpServers,
  openPorts,
  os,
  packageSources,
  packages,
  pamAccess,
  passwordPolicy,
  passwords,
  processes,
  rdpServers,
  reboot,
  redundancy,
  remoteShells,
  routes,
  rpcServers,
  rsyncServers,
  scheduledJobs,
  services,
  sessionDefaults,
  setuidFiles,
  shares,
  smbAnonymous,
  smbServers,
  smtpRelays,
  smtpServers,
  snmpAgent,
  snmpAgents,
  snmpCommunities,
  sshKeys,
  sshServers,
  sshd,
  suRestriction,
  sudo,
  sweptHosts,
  sysctl,
  syslog,
  telnetServers,
  timeSync,
  tlsEndpoints,
  unownedFiles,
  updates,
  upsState,
  uptime,
  usbStorage,
  vncServers,
  webServer,
  windowsAccounts,
  windowsAnonymousAccess,
  windowsApplicationControl,
  windowsAudit,
  windowsAutorun,
  windowsBootSecurity,
  windowsCredentials,
  windowsDefender,
  windowsEventLogs,
  windowsFeatures,
  windowsFirewall,
  windowsGroups,
  windowsInstaller,
  windowsLanManager,
  windowsLaps,
  windowsLogForwarding,
  windowsLogOptions,
  windowsLogon,
  windowsMitigations,
  windowsNameResolution,
  windowsNetwork,
  windowsNetworkStack,
  windowsOs,
  windowsPasswordPolicy,
  windowsPrinting,
  windowsProcesses,
  windowsProxy,
  windowsRadios,
  windowsRemoteDesktop,
  windowsRemoteManagement,
  windowsRemovableMedia,
  windowsRestart,
  windowsScheduledTasks,
  windowsSecurityCenter,
  windowsServices,
  windowsShares,
  windowsSmartScreen,
  windowsSmb,
  windowsSoftware,
  windowsTls,
  windowsUac,
  windowsUpdatePolicy,
  windowsUpdates,
  worldWritable,
  x11Open,
  x11Servers,
];
