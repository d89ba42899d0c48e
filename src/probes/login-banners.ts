import {z} from 'zod';
import {files, rootFiles} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {listenersAsk} from './asks/listeners.ts';
import {sshdEffectiveAsk} from './asks/sshd.ts';
import {sshdAnswerOf} from './parse/sshd-answer.ts';
import {sshdOptionFiles} from './parse/sshd-options.ts';
import {runningLine} from './parse/sshd-running.ts';

const paths = ['/etc/issue', '/etc/issue.net', '/etc/motd', '/etc/ssh/banner', '/etc/banner', '/etc/ssh/sshd-banner'];
/** What agetty(8) shows below /etc/issue, or in its place. */
const more = ['/run/issue', '/usr/lib/issue'];
const folders = ['/etc/issue.d/*.issue', '/run/issue.d/*.issue', '/usr/lib/issue.d/*.issue'];
const excerpt = 500;

const Banner = z.object({
  path: field(z.string(), 'File', 'ファイル'),
  text: field(z.string(), 'Text', '文面'),
  leaksSystem: field(z.boolean(), 'Tells the system', 'システム情報の表示'),
});
const LoginBanners = z.object({
  banners: field(z.array(Banner), 'Banners', 'バナー'),
  sshText: field(z.string().nullable(), 'Text shown before an SSH login', 'SSHログイン前に表示される文面'),
});

const names =
  /\b(?:debian|ubuntu|red hat|rhel|centos|rocky|almalinux|oracle linux|fedora|suse|alpine|amazon linux|kernel)\b/i;
/** Escapes of agetty(8) that tell the system, its release, its version or its machine. */
const escapes = /\\[srvmo]|\\S/;

function bannerOf(path: string, text: string): z.infer<typeof Banner> {
  return {path, text: text.trim().slice(0, excerpt), leaksSystem: names.test(text) || escapes.test(text)};
}

/** Path that sshd shows; null: none. Unknown where sshd did not tell. */
function sshBanner(answers: Answers): {readonly path: string | null; readonly known: boolean} {
  const answer = sshdAnswerOf(answers);
  const {installed, output} = answer;
  const banner = (runningLine(answers, answer)?.settings.get('banner') ?? output.get('banner'))?.[0];
  if (!installed || banner === 'none') return {path: null, known: true};
  return {path: banner ?? null, known: banner !== undefined && paths.includes(banner)};
}

/** issue(5), motd(5), and sshd's Banner. Files that do not exist are not listed. */
export const loginBanners = defineProbe({
  fact: 'loginBanners',
  title: {en: 'Login banners', ja: 'ログイン時の警告表示'},
  cost: 'cheap',
  schema: LoginBanners,
  ask: {
    linux: [sshdEffectiveAsk, listenersAsk, ...rootFiles(...sshdOptionFiles), ...files(...paths, ...more, ...folders)],
  },
  parse(answers) {
    const parts = folders.map((pattern) => answers.files(pattern));
    const single = [...paths, ...more].map((path) => answers.file(path)).filter((file) => file !== null);
    const read = [...single, ...parts.flatMap((folder) => folder.files)];
    // The rest of a text that was cut may tell the system: the fact is incomplete then, and its list too.
    const told = read.map((file) => ({...bannerOf(file.path, file.text), cut: file.cut}));
    const banners = told
      .filter((one) => one.leaksSystem || !one.cut)
      .map(({path, text, leaksSystem}) => ({path, text, leaksSystem}));
    try {
      const shown = sshBanner(answers);
      const value = {banners, sshText: banners.find(({path}) => path === shown.path)?.text ?? null};
      return shown.known && parts.every(({complete}) => complete) ? whole(value) : partial(value);
    } catch (error) {
      if (!(error instanceof Gap)) throw error;
      return partial({banners, sshText: null}, error.reason);
    }
  },
});
