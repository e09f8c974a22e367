import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ name: string, version: string, licence: string, homepage: string, texts: readonly
 * string[] }} Notice
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OWN = join(ROOT, 'LICENSE');
/**
 * Texts for packages that name a licence but come without its text: one of the package by its name,
 * or one that is the same for all by its SPDX name.
 */
const STANDARD = join(ROOT, 'scripts', 'licences');

/**
 * The package that a module of a bundle comes from, as the path of its folder; undefined for the
 * playground's own modules and the bundler's.
 *
 * @param {string} id
 */
export function packageFolder(id) {
  const path = (id.split('?')[0] ?? id).replaceAll('\\', '/');
  if (path.startsWith('\0')) return undefined;
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

/**
 * What a package says of its licence. Throws where there is no licence, or no text of it: what is
 * built could not be passed on then.
 *
 * @param {string} folder
 * @returns {Notice}
 */
export function noticeOf(folder) {
  /** @type {{ name: string, version: string, license?: string, homepage?: string }} */
  const { name, version, license: licence, homepage = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (licence === undefined) throw new Error(`${name} states no licence`);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i.test(file)).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const standard = [name.replace('/', '+'), licence].map((file) => join(STANDARD, `${file}.txt`)).find((file) => existsSync(file));
  if (texts.length === 0 && standard !== undefined) texts.push(readFileSync(standard, 'utf8').trim());
  if (texts.length === 0) throw new Error(`${name} comes without the text of its licence (${licence}); put it into scripts/licences`);
  return { name, version, licence, homepage, texts };
}

/**
 * The whole file: the playground's own licence, then each package with the texts of its own, a text
 * that several share only once.
 *
 * @param {readonly Notice[]} notices
 */
export function noticesText(notices) {
  /** @type {Map<string, string[]>} */
  const byText = new Map();
  const sorted = notices.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  for (const { name, version, licence, homepage, texts } of sorted) {
    const text = texts.join('\n\n');
    const title = `${name} ${version} (${licence})${homepage === '' ? '' : `\n${homepage}`}`;
    byText.set(text, [...(byText.get(text) ?? []), title]);
  }
  const parts = [...byText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}`);
  const own = `Multitask Playground\n\n${readFileSync(OWN, 'utf8').trim()}`;
  return `${[own, 'It is built with parts of the packages below.', ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/**
 * Two plugins of the bundler, for the page and for its workers, which are bundles of their own.
 * Together they write third-party-notices.txt: the licences of all packages of which a part is in
 * what is built. (rollup-plugin-license would write a file for each bundle, and wants rollup.)
 *
 * @param {readonly string[]} also packages whose parts were built in beforehand
 */
export function thirdPartyNotices(also = []) {
  /** @type {Set<string>} */
  const folders = new Set();
  /** @param {import('vite').Rollup.OutputBundle} bundle */
  const collect = (bundle) => {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      for (const id of output.moduleIds) {
        const folder = packageFolder(id);
        if (folder !== undefined) folders.add(folder);
      }
    }
  };
  /** @type {import('vite').Plugin} */
  const ofWorkers = { name: 'third-party-notices-of-workers', apply: 'build', generateBundle: (_options, bundle) => collect(bundle) };
  /** @type {import('vite').Plugin} */
  const ofPage = {
    name: 'third-party-notices',
    // While developing nothing is passed on: what the page names itself will do.
    configureServer({ middlewares }) {
      middlewares.use('/third-party-notices.txt', (_request, response) => {
        const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
        const text = noticesText(Object.keys(dependencies).map((name) => noticeOf(join(ROOT, 'node_modules', name))));
        response.setHeader('content-type', 'text/plain; charset=utf-8').end(text);
      });
    },
    generateBundle(_options, bundle) {
      collect(bundle);
      const all = [...folders, ...also.map((name) => join(ROOT, 'node_modules', name))];
      const unique = new Map(all.map(noticeOf).map((notice) => [`${notice.name} ${notice.version}`, notice]));
      this.emitFile({ type: 'asset', fileName: 'third-party-notices.txt', source: noticesText([...unique.values()]) });
    },
  };
  return { ofPage, ofWorkers };
}
