import { createHash } from 'node:crypto';

/**
 * What the built page may load and do. Everything comes from where the page itself does; nothing
 * that is written into it runs.
 */
const POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'"],
  'style-src': ["'self'"],
  // Icons in style sheets, and what is drawn on a canvas.
  'img-src': ["'self'", 'data:', 'blob:'],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/**
 * The Content-Security-Policy for a page: with the hashes of the style sheets that are written into
 * it, so that they alone are let in.
 *
 * @param {string} html
 */
export function policyFor(html) {
  const hashes = [...html.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  const directives = { ...POLICY, 'style-src': [...POLICY['style-src'], ...hashes] };
  return Object.entries(directives).map(([name, sources]) => `${name} ${sources.join(' ')}`).join('; ');
}

/**
 * Plugin of the bundler. The policy stands first in the built page, where it holds for all that
 * follows; while developing, the bundler itself writes scripts and style sheets into the page.
 * Behind it comes the script that says why a page that is shut in cannot start: a plain one, since
 * no other is let in there.
 *
 * @returns {import('vite').Plugin}
 */
export function pagePolicy() {
  return {
    name: 'page-policy',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { server }) => [
        ...(server === undefined
          ? [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policyFor(html) }, injectTo: /** @type {const} */ ('head-prepend') }]
          : []),
        { tag: 'script', attrs: { src: './cannot-start.js' }, injectTo: 'head-prepend' },
      ],
    },
  };
}
