import {brief} from './wire-text.ts';

type Sign = readonly [RegExp, string];

/** Pages that come with a product and tell that nobody has set it up. */
const defaults: readonly Sign[] = [
  [/Welcome to (?:nginx|OpenResty|Caddy|CentOS|tengine)\b/i, 'nginx'],
  [/Apache2 (?:Debian|Ubuntu) Default Page/i, 'Apache'],
  [/<h1>It works!<\/h1>/i, 'Apache'],
  [/Test Page for the (?:Apache HTTP Server|HTTP Server|Nginx HTTP Server)/i, 'Apache / nginx'],
  [/<title>IIS Windows(?: Server)?<\/title>|<title>Microsoft Internet Information Services|iisstart\.png/i, 'IIS'],
  [/successfully installed Tomcat|<title>Apache Tomcat(?:\/[\d.]+)?<\/title>/i, 'Tomcat'],
  [/<title>Placeholder page<\/title>/i, 'lighttpd'],
  [/<title>Welcome to (?:XAMPP|WildFly|JBoss)/i, 'XAMPP / WildFly'],
  [/GlassFish Server - Server Running/i, 'GlassFish'],
];

/** Lists that servers make of folders without a page. */
const listings =
  /<title>(?:Index of \/|Directory: \/|Directory Listing For|Directory listing for \/|Listing of \/)|\[To Parent Directory\]/i;

/** Titles of pages from which a product is administered. */
const consoles: readonly Sign[] = [
  [/phpMyAdmin/i, 'phpMyAdmin'],
  [/\bAdminer\b/, 'Adminer'],
  [/\bpgAdmin\b/, 'pgAdmin'],
  [/Webmin|Usermin/i, 'Webmin'],
  [/\bCockpit\b/, 'Cockpit'],
  [/\bJenkins\b/, 'Jenkins'],
  [/\bGrafana\b/, 'Grafana'],
  [/\bKibana\b|^Elastic$/, 'Kibana'],
  [/^Prometheus\b/, 'Prometheus'],
  [/\bPortainer\b/, 'Portainer'],
  [/RabbitMQ Management/i, 'RabbitMQ'],
  [/\bActiveMQ\b/, 'ActiveMQ'],
  [/Tomcat Web Application Manager/i, 'Tomcat Manager'],
  [/WebLogic Server Administration Console/i, 'WebLogic'],
  [/\bZabbix\b/, 'Zabbix'],
  [/\bNagios\b/, 'Nagios'],
  [/\bNode-RED\b/, 'Node-RED'],
  [/\bSolr Admin\b/, 'Solr'],
  [/\biLO\b|Integrated Lights-Out/, 'iLO'],
  [/\biDRAC\b/, 'iDRAC'],
  [/\biRMC\b|MegaRAC|\bIPMI\b|\bBMC\b/, 'BMC'],
  [/VMware ESXi|vSphere|vCenter/i, 'VMware'],
  [/Proxmox Virtual Environment/i, 'Proxmox VE'],
  [/RouterOS|MikroTik/i, 'RouterOS'],
  [/FortiGate|FortiWeb/i, 'Fortinet'],
  [/pfSense|OPNsense/i, 'pfSense / OPNsense'],
  [/Synology|DiskStation/i, 'Synology'],
  [/\bQNAP\b|\bQTS\b/, 'QNAP'],
  [/TeraStation|LinkStation/i, 'BUFFALO NAS'],
  [/\bUniFi\b/, 'UniFi'],
  [/\bCUPS\b/, 'CUPS'],
  [/Web Image Monitor|Remote UI|CentreWare|RemoteUI|EpsonNet|Embedded Web Server|Command Center RX/i, 'printer'],
  [/\b(?:admin(?:istration|istrator)?|management) (?:console|panel|page|interface|login)\b/i, 'administration'],
  [/管理(?:画面|コンソール|者(?:ページ|用|ログイン))|設定画面/, 'administration'],
];

export interface HttpPage {
  readonly title: string | null;
  readonly directoryListing: boolean;
  /** Product whose own page it is. */
  readonly defaultPage: string | null;
  /** What is administered from it. */
  readonly console: string | null;
  /** It has a field for a password. */
  readonly asksPassword: boolean;
}

const titleOf = (page: string): string | null => {
  const title = /<title[^>]{0,200}>([^<]{0,1000})/i.exec(page)?.[1];
  return title === undefined ? null : brief(title, 200);
};

const named = (signs: readonly Sign[], text: string): string | null =>
  signs.find(([sign]) => sign.test(text))?.[1] ?? null;

/** What the beginning of a page tells of itself. */
export function readPage(bytes: Buffer | undefined): HttpPage {
  const page = bytes?.toString('utf8') ?? '';
  const title = titleOf(page);
  return {
    title,
    directoryListing: listings.test(page),
    defaultPage: named(defaults, page),
    console: title === null ? null : named(consoles, title),
    asksPassword: /<input\b[^>]{0,400}\btype\s{0,5}=\s{0,5}["']?password\b/i.test(page),
  };
}
