/**
 * Parts of React Flow that the page has none of: an overview, buttons to zoom, handles to resize
 * with, panels, labels and arrow heads, nodes and patterns and a dark theme of its own.
 */
const ABSENT = /minimap|controls|resize|panel|attribution|node-(?:input|default|output|group|border|color)|edge-?(?:text|label)|\.animated|arrowhead|[-.](?:lines|cross)|\.dark/;

/**
 * React Flow's style sheet without the rules and values for what the page has none of, which are
 * half of it.
 *
 * @param {string} css its base.css
 */
export function neededStyles(css) {
  return css
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/([^{}]+)\{[^{}]*\}/g, (rule, /** @type {string} */ selectors) => (selectors.split(',').every((one) => ABSENT.test(one)) ? '' : rule))
    .replaceAll(/^\s*--xy-[^:]+:[^;]*;/gm, (value) => (ABSENT.test(value) ? '' : value));
}

/**
 * Plugin of the bundler: it takes them out before anything else reads them.
 *
 * @returns {import('vite').Plugin}
 */
export function networkStyles() {
  return {
    name: 'network-styles',
    enforce: 'pre',
    transform: (code, id) => (id.endsWith('@xyflow/react/dist/base.css') ? { code: neededStyles(code), map: null } : undefined),
  };
}
