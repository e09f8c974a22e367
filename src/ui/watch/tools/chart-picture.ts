import { textWidth } from '../../charts/chart-layout';
import { svgPicture } from '../../widgets/svg-picture';
import type { LineStroke } from '../chart/line-stroke';

/** What a drawing takes from the page's style sheets. */
const styled = ['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-dashoffset', 'stroke-linecap', 'stroke-linejoin', 'paint-order', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'opacity', 'display'] as const;

/** Pixels of the picture for one of the screen. */
const sharpness = 2;
/** Above the chart, for its title, and below it for each row of the legend. */
const titleHeight = 26;
const rowHeight = 18;
/** A piece of a line in the legend, and what stands around it. */
const sample = { width: 22, gap: 6, apart: 16, edge: 8 };

/** A line of the legend: how it is drawn and what it is. */
export interface LegendLine {
  readonly text: string;
  readonly stroke: LineStroke;
}

/** A drawing that needs nothing of the page. */
interface Drawing {
  readonly element: SVGElement;
  readonly width: number;
  readonly height: number;
}

/** The drawings that lie over one another in an element, under a title and with a legend below. */
export function chartDrawing(element: HTMLElement, title: string, legend: readonly LegendLine[]): Drawing {
  const { width, height } = element.getBoundingClientRect();
  const whole = svg('svg', { width });
  whole.append(text(title, sample.edge, 18, '600'));
  for (const drawing of element.querySelectorAll('svg')) {
    if (drawing.parentElement?.closest('svg') !== null) continue;
    const copy = withStyles(drawing);
    copy.setAttribute('y', String(titleHeight));
    whole.append(copy);
  }
  const rows = addLegend(whole, legend, width, titleHeight + height);
  const all = titleHeight + height + rows * rowHeight + sample.edge;
  whole.setAttribute('height', String(all));
  return { element: whole, width, height: all };
}

/** The drawings one below another, as the text of an SVG that a browser shows alone. */
export function drawingsAsSvg(drawings: readonly Drawing[]): { readonly text: string; readonly width: number; readonly height: number } {
  const width = Math.max(...drawings.map((one) => one.width));
  const height = drawings.reduce((sum, one) => sum + one.height, 0);
  const whole = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
  whole.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  whole.append(svg('rect', { width, height, fill: paint('var(--surface)') }));
  let top = 0;
  for (const { element, height: own } of drawings) {
    element.setAttribute('y', String(top));
    whole.append(element);
    top += own;
  }
  addPatterns(whole);
  return { text: new XMLSerializer().serializeToString(whole), width, height };
}

/** The same as a PNG in twice the size of the screen; undefined where the browser gives none. */
export function drawingsAsPng(drawings: readonly Drawing[]): Promise<Blob | undefined> {
  return svgPicture(drawingsAsSvg(drawings), sharpness);
}

/** Writes the legend below a chart, in as many rows as it takes, and says how many that are. */
function addLegend(whole: SVGElement, legend: readonly LegendLine[], width: number, top: number): number {
  let [x, row] = [sample.edge, 0];
  for (const { text: words, stroke } of legend) {
    const room = sample.width + sample.gap + textWidth(words);
    if (x > sample.edge && x + room > width) [x, row] = [sample.edge, row + 1];
    const middle = top + row * rowHeight + rowHeight / 2;
    const dashes = stroke.strokeDasharray === undefined ? {} : { 'stroke-dasharray': stroke.strokeDasharray };
    whole.append(svg('path', { d: `M${x} ${middle}h${sample.width}`, stroke: paint(stroke.stroke), 'stroke-width': stroke.strokeWidth, ...dashes }));
    whole.append(text(words, x + sample.width + sample.gap, middle + 4, '400'));
    x += room + sample.apart;
  }
  return legend.length === 0 ? 0 : row + 1;
}

function svg(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

function text(words: string, x: number, y: number, weight: string): SVGElement {
  const page = getComputedStyle(document.body);
  const element = svg('text', { x, y, 'font-size': 12, 'font-weight': weight, 'font-family': page.fontFamily, fill: page.color });
  element.textContent = words;
  return element;
}

/** A colour without the page's variables. */
function paint(colour: string): string {
  return colour.replace(/var\((--[\w-]+)\)/, (_, name: string) => getComputedStyle(document.documentElement).getPropertyValue(name));
}

/** A copy that looks the same without the page's style sheets. */
function withStyles(drawing: SVGElement): SVGElement {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGElement)) return drawing;
  const copies = [copy, ...copy.querySelectorAll('*')];
  [drawing, ...drawing.querySelectorAll('*')].forEach((element, index) => {
    const own = getComputedStyle(element);
    for (const name of styled) copies[index]?.setAttribute(name, own.getPropertyValue(name));
  });
  return copy;
}

/** The patterns that fills name stand elsewhere on the page. */
function addPatterns(whole: SVGElement): void {
  const names = [...whole.querySelectorAll('[fill^="url("]')].map((element) => /#([\w-]+)/.exec(element.getAttribute('fill') ?? '')?.[1]);
  for (const name of new Set(names)) {
    const pattern = name === undefined ? null : document.getElementById(name);
    if (pattern instanceof SVGElement) whole.prepend(withStyles(pattern));
  }
}
