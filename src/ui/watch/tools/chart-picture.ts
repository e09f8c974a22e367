import { svgPicture } from '../../widgets/svg-picture';

/** What a drawing takes from the page's style sheets. */
const styled = ['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-dashoffset', 'stroke-linecap', 'stroke-linejoin', 'paint-order', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'opacity', 'display'] as const;

/** Pixels of the picture for one of the screen. */
const sharpness = 2;
/** Above the chart, for its title. */
const titleHeight = 26;

/**
 * The drawings that lie over one another in an element, under a title, as a PNG in twice the size
 * of the screen; undefined where the browser gives none.
 */
export async function chartPicture(element: HTMLElement, title: string): Promise<Blob | undefined> {
  const { width, height } = element.getBoundingClientRect();
  const page = getComputedStyle(element);
  const whole = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  whole.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  whole.setAttribute('width', String(width));
  whole.setAttribute('height', String(height + titleHeight));
  const heading = document.createElementNS(whole.namespaceURI, 'text');
  for (const [name, value] of [['x', '8'], ['y', '18'], ['font-size', '13'], ['font-weight', '600'], ['font-family', page.fontFamily], ['fill', page.color]] as const) heading.setAttribute(name, value);
  heading.textContent = title;
  whole.append(heading);
  for (const drawing of element.querySelectorAll('svg')) {
    if (drawing.parentElement?.closest('svg') !== null) continue;
    const copy = withStyles(drawing);
    copy.setAttribute('y', String(titleHeight));
    whole.append(copy);
  }
  addPatterns(whole);
  const drawing = { text: new XMLSerializer().serializeToString(whole), width, height: height + titleHeight };
  return svgPicture(drawing, sharpness, getComputedStyle(document.documentElement).getPropertyValue('--surface'));
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
