import type {Probe} from '../model/probe.ts';
import {accounts} from './accounts.ts';
import {antivirus} from './antivirus.ts';
import {audit} from './audit.ts';
import {authorizedKeys} from './authorized-keys.ts';
import {automaticUpdates} from './automatic-updates.ts';
import {backup} from './backup.ts';
import {bootLoader} from './boot-loader.ts';
import {centralAuth} from './central-auth.ts';
import {clock} from './clock.ts';
import {configuredSecrets} from './configured-secrets.ts';
import {consoleSecurity} from './console-security.ts';
import {coreDumps} from './core-dumps.ts';
import {cronAccess} from './cron-access.ts';
import {database} from './database.ts';
import {diskEncryption} from './disk-encryption.ts';
import {diskUsage} from './disk-usage.ts';
import {dnsServer} from './dns-server.ts';
import {dns} from './dns.ts';
import {filePermissions} from './file-permissions.ts';
import {firewall} from './firewall.ts';
import {groups} from './groups.ts';
import {interfaces} from './interfaces.ts';
import {journald} from './journald.ts';
import {kernel} from './kernel.ts';
import {lastLogins} from './last-logins.ts';
import {listenerOwners} from './listener-owners.ts';
import {listeners} from './listeners.ts';
import {logFiles} from './log-files.ts';
import {logRotation} from './log-rotation.ts';
import {loginBanners} from './login-banners.ts';
import {macPolicy} from './mac-policy.ts';
import {mailServer} from './mail-server.ts';
import {mounts} from './mounts.ts';
import {os} from './os.ts';
import {packageSources} from './package-sources.ts';
import {packages} from './packages.ts';
import {pamAccess} from './pam-access.ts';
import {passwordPolicy} from './password-policy.ts';
import {passwords} from './passwords.ts';
import {processes} from './processes.ts';
import {reboot} from './reboot.ts';
import {redundancy} from './redundancy.ts';
import {routes} from './routes.ts';
import {scheduledJobs} from './scheduled-jobs.ts';
import {services} from './services.ts';
import {sessionDefaults} from './session-defaults.ts';
import {setuidFiles} from './setuid-files.ts';
import {shares} from './shares.ts';
import {snmpAgent} from './snmp-agent.ts';
import {sshd} from './sshd.ts';
import {suRestriction} from './su-restriction.ts';
import {sudo} from './sudo.ts';
import {sysctl} from './sysctl.ts';
import {syslog} from './syslog.ts';
import {timeSync} from './time-sync.ts';
import {unownedFiles} from './unowned-files.ts';
import {updates} from './updates.ts';
import {uptime} from './uptime.ts';
import {usbStorage} from './usb-storage.ts';
import {webServer} from './web-server.ts';
import {worldWritable} from './world-writable.ts';

/**
 * Every probe, by fact name; but the clock is read first, since all that is asked before it widens its bounds.
 * A test asserts that this list and the folder agree.
 */
export const probes: readonly Probe[] = [
  clock,
  accounts,
  antivirus,
  audit,
  authorizedKeys,
  automaticUpdates,
  backup,
  bootLoader,
  centralAuth,
  configuredSecrets,
  consoleSecurity,
  coreDumps,
  cronAccess,
  database,
  diskEncryption,
  diskUsage,
  dns,
  dnsServer,
  filePermissions,
  firewall,
  groups,
  interfaces,
  journald,
  kernel,
  lastLogins,
  listenerOwners,
  listeners,
  logFiles,
  logRotation,
  loginBanners,
  macPolicy,
  mailServer,
  mounts,
  os,
  packageSources,
  packages,
  pamAccess,
  passwordPolicy,
  passwords,
  processes,
  reboot,
  redundancy,
  routes,
  scheduledJobs,
  services,
  sessionDefaults,
  setuidFiles,
  shares,
  snmpAgent,
  sshd,
  suRestriction,
  sudo,
  sysctl,
  syslog,
  timeSync,
  unownedFiles,
  updates,
  uptime,
  usbStorage,
  webServer,
  worldWritable,
];
