import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {startDaemon, type Daemon} from '../support/daemon.ts';
import {makeCertificate} from './support.ts';

const openssl = {'/usr/bin/openssl': 'openssl'};

const nginxFrame = (servers: string): string => `daemon off;
pid {{folder}}/nginx.pid;
error_log stderr;
worker_processes 1;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path {{folder}}/body;
  proxy_temp_path {{folder}}/proxy;
  fastcgi_temp_path {{folder}}/fastcgi;
  uwsgi_temp_path {{folder}}/uwsgi;
  scgi_temp_path {{folder}}/scgi;
  types { text/html html; }
  default_type text/html;
  root {{folder}}/www;
${servers}
}
`;

/** Redirects to HTTPS, and sets every header that is asked for. */
export const carefulNginx = (address: string, {http, https}: {readonly http: number; readonly https: number}): string =>
  nginxFrame(`  server_tokens off;
  server { listen ${address}:${http}; return 301 https://$host/; }
  server {
    listen ${address}:${https} ssl;
    ssl_certificate {{folder}}/tls.crt;
    ssl_certificate_key {{folder}}/tls.key;
    add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;
    add_header X-Content-Type-Options nosniff always;
    add_header Content-Security-Policy "default-src 'self'; frame-ancestors 'none'" always;
    add_header Referrer-Policy same-origin always;
    add_header Set-Cookie "sid=0123456789abcdef; Path=/; Secure; HttpOnly; SameSite=Lax" always;
  }`);

/** What of `carelessNginx` is at a port of its own. */
export type Careless = 'listing' | 'fresh' | 'console' | 'basic' | 'tls';

/** Shows its version, a folder, the page that came with it, a page to administer and one with a password field. */
export const carelessNginx = (address: string, ports: Readonly<Record<Careless, number>>): string =>
  nginxFrame(`  server { listen ${address}:${ports.listing}; root {{folder}}/files; autoindex on; }
  server { listen ${address}:${ports.fresh}; root {{folder}}/default; }
  server {
    listen ${address}:${ports.console};
    root {{folder}}/console;
    add_header X-Powered-By "PHP/7.4.33";
    add_header Set-Cookie "phpMyAdmin=0123456789abcdef; path=/";
  }
  server { listen ${address}:${ports.basic}; auth_basic "bucho"; auth_basic_user_file {{folder}}/users; }
  server {
    listen ${address}:${ports.tls} ssl;
    ssl_certificate {{folder}}/tls.crt;
    ssl_certificate_key {{folder}}/tls.key;
    add_header Set-Cookie "JSESSIONID=0123456789abcdef; Path=/";
  }`);

const page = (title: string, body: string): string =>
  `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>\n`;

const form = '<form method="post"><input name="user"><input type="password" name="pass"></form>';

/** A real nginx. */
export function startNginx(address: string, ports: readonly number[], config: string): Promise<Daemon> {
  return startDaemon({
    needs: {'/usr/sbin/nginx': 'nginx-light', ...openssl},
    address,
    ports,
    files: {
      'nginx.conf': config,
      'www/index.html': page('水道局', '<h1>お知らせ</h1>'),
      'files/report.csv': 'a,b\n',
      'default/index.html': page('Welcome to nginx!', '<h1>Welcome to nginx!</h1>'),
      'console/index.html': page('phpMyAdmin', form),
      users: '',
    },
    prepare: (folder) => void makeCertificate(folder, 'www.example'),
    run: (folder) => ['/usr/sbin/nginx', '-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')],
  });
}

/** A real Apache as Debian's sources have it: TRACE is answered. */
export function startApache(address: string, port: number): Promise<Daemon> {
  return startDaemon({
    needs: {'/usr/sbin/apache2': 'apache2-bin'},
    address,
    ports: [port],
    files: {
      'apache.conf': [
        'ServerRoot {{folder}}',
        'ServerName www.example',
        'PidFile {{folder}}/pid',
        'ErrorLog {{folder}}/error.log',
        `Listen ${address}:${port}`,
        'LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so',
        'LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so',
        'LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so',
        'LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so',
        'TypesConfig {{folder}}/types',
        'Mutex file:{{folder}}',
        'User www-data',
        'Group www-data',
        'DocumentRoot {{folder}}/www',
        '',
      ].join('\n'),
      types: 'text/html html\n',
      'www/index.html': page('Apache2 Debian Default Page: It works', '<h1>It works!</h1>'),
    },
    run: (folder) => ['/usr/sbin/apache2', '-X', '-f', join(folder, 'apache.conf')],
  });
}

/** The web server of busybox, as devices have it. */
export function startBusyboxHttpd(address: string, port: number): Promise<Daemon> {
  return startDaemon({
    needs: {'/usr/bin/busybox': 'busybox'},
    address,
    ports: [port],
    prepare: (folder) => {
      mkdirSync(join(folder, 'www'));
      writeFileSync(join(folder, 'www/index.html'), page('ルータ設定画面', 'v1'));
      writeFileSync(join(folder, 'httpd.conf'), '/:admin:x\n');
    },
    run: (folder) => {
      const options = ['-f', '-p', `${address}:${port}`, '-h', join(folder, 'www'), '-r', 'Router', '-c'];
      return ['/usr/bin/busybox', 'httpd', ...options, join(folder, 'httpd.conf')];
    },
  });
}
