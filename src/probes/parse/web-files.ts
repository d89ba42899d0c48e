/** Where distributions keep what their web servers read. */
export const nginxMain = '/etc/nginx/nginx.conf';
export const nginxParts = [
  'conf.d/*.conf',
  'http.d/*.conf',
  'sites-enabled/*',
  'vhosts.d/*.conf',
  'default.d/*.conf',
  'snippets/*.conf',
].map((path) => `/etc/nginx/${path}`);
export const apacheMains = ['/etc/apache2/apache2.conf', '/etc/apache2/httpd.conf', '/etc/httpd/conf/httpd.conf'];
export const apacheExtra = ['ports.conf', 'listen.conf', 'default-server.conf', 'ssl-global.conf'].map(
  (name) => `/etc/apache2/${name}`,
);
export const apacheParts = [
  ...['conf.d/*.conf', 'mods-enabled/*.conf', 'conf-enabled/*.conf', 'vhosts.d/*.conf', 'sites-enabled/*.conf'].map(
    (path) => `/etc/apache2/${path}`,
  ),
  '/etc/httpd/conf.d/*.conf',
];
/** Where Apache is told which modules to load. */
export const apacheModules = [
  '/etc/apache2/mods-enabled/*.load',
  '/etc/apache2/sysconfig.d/*.conf',
  '/etc/httpd/conf.modules.d/*.conf',
];
