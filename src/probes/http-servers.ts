import {z} from 'zod';
import {defineOutsideProbe, partial} from '../model/probe.ts';
import {httpDialogue, httpsDialogue, tlsTraceDialogue, traceDialogue} from './dialogues/http.ts';
import {flag, flagOrNull, int, intOrNull, text, textOrNull, texts} from './parse/fields.ts';
import {readHttp, readTrace} from './parse/http.ts';
import {serversOf, speaks, wiresIfAny, wiresOf} from './parse/told.ts';

const pages = [httpDialogue, httpsDialogue];
const traces = [traceDialogue, tlsTraceDialogue];

export const httpServers = defineOutsideProbe({
  fact: 'httpServers',
  title: {en: 'Web servers from outside', ja: '外部から見たWebサーバ'},
  schema: z.object({
    servers: z.array(
      z.object({
        port: int('Port', 'ポート'),
        encrypted: flag('TLS', 'TLSの使用'),
        status: int('Status', 'ステータスコード'),
        html: flag('Page for people', 'HTMLのページ'),
        product: textOrNull('Server as it calls itself', 'Serverヘッダ'),
        versions: texts('Versions in headers', 'ヘッダに表示されたバージョン'),
        redirect: textOrNull('Redirects to', '転送先'),
        redirectsToHttps: flag('Redirects to HTTPS', 'HTTPSへの転送'),
        hstsSeconds: intOrNull('HTTPS only for (HSTS)', 'HSTSの有効期間', {unit: {en: 's', ja: '秒'}}),
        noSniff: flag('X-Content-Type-Options: nosniff', 'X-Content-Type-Options: nosniff'),
        framingLimited: flag('Framing limited', 'フレーム埋め込みの制限'),
        referrerPolicy: textOrNull('Referrer-Policy', 'Referrer-Policy'),
        cookies: z.array(
          z.object({
            name: text('Cookie', 'Cookie名'),
            secure: flag('Secure', 'Secure属性'),
            httpOnly: flag('HttpOnly', 'HttpOnly属性'),
          }),
        ),
        loginSchemes: texts('Login asked for by HTTP', 'HTTP認証の方式'),
        asksPassword: flag('Password field on the page', 'パスワード入力欄'),
        title: textOrNull('Title of the page', 'ページの題名'),
        directoryListing: flag('Lists the folder', 'フォルダ一覧の表示'),
        defaultPage: textOrNull('Page that came with', '既定ページの製品'),
        console: textOrNull('Administration of', '管理画面の対象'),
        trace: flagOrNull('Answers TRACE', 'TRACEメソッドへの応答'),
      }),
    ),
  }),
  outside: {
    dialogues: [...pages, ...traces],
    parse(answers) {
      const told = wiresOf(answers, pages);
      const echoes = new Map(
        wiresIfAny(answers, traces).map(({dialogue, port, transcript}) => [
          `${dialogue} ${port}`,
          readTrace(transcript),
        ]),
      );
      const parsed = serversOf(told, ({dialogue, port, transcript}) => {
        const each = readHttp(transcript);
        if (each.state !== 'speaks') return each;
        const trace = echoes.get(`${dialogue}-trace ${port}`) ?? null;
        return speaks({encrypted: dialogue === httpsDialogue.id, ...each.server, trace});
      });
      const traced = parsed.value.servers.every(({trace}) => trace !== null);
      return traced ? parsed : partial(parsed.value, parsed.because ?? 'timeout');
    },
  },
});
