/** The colours of the light theme (`ui/widgets/tokens.css`): a picture is for paper and slides. */
export const paint = { paper: '#fafaf7', surface: '#ffffff', ink: '#1b1f24', soft: '#565d66', faint: '#767c84', outline: '#c9c9c1', fault: '#8a1f11' } as const;

/** As `--font` of the page. */
export const fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it stands in XML, in an element or in an attribute; control characters are left out. */
export function escaped(text: string): string {
  // XML has no way to write them.
  return text.replace(/\p{Cc}/gu, '').replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its attributes, without those that are undefined, and what lies in it as markup. */
export function element(name: string, attributes: Attributes, inner = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escaped(String(value))}"`]));
  return inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`;
}

/** A line of text, of 17.2 px as on the canvas unless told otherwise. */
export function textElement(text: string, x: number, baseline: number, { size = 17.2, bold = false, fill = paint.ink, anchor }: { readonly size?: number; readonly bold?: boolean; readonly fill?: string; readonly anchor?: string } = {}): string {
  return element('text', { x, y: baseline, 'font-size': size, 'font-weight': bold ? 600 : undefined, fill, 'text-anchor': anchor }, escaped(text));
}
