import { wireRoute } from '../../../domain/network/routes/route';
import { strandPath, wireStrands, type StrandStyle } from '../../../domain/network/strands';
import type { Tie } from '../../../domain/network/ties';
import type { ShownNetwork, ShownUnit } from '../../../experiment/groups';
import { boundsOf, type Box } from '../../../lib/box';
import { isDashed, isLightColour, taskColour } from '../../common/tasks/task-colours';
import { routesOf } from '../edges/routes';
import { tiePath } from '../edges/tie-path';
import { edgeId } from '../flow-graph';
import { fullDrawing } from '../viewport/drawing';
import { pictureBox, type MeasureText, type PictureBox, type PictureCard } from './picture-boxes';
import { element, escaped, fontFamily, paint, textElement } from './svg-text';

/** A task as it is drawn and named. */
export interface PictureTask {
  readonly id: string;
  readonly name: string;
  readonly colour: number;
}

/** What a picture of a network shows. */
export interface NetworkPicture {
  /** What the picture is called. */
  readonly name: string;
  readonly shown: ShownNetwork;
  readonly ties: readonly Tie[];
  readonly tasks: readonly PictureTask[];
  /** The tasks that each layer serves. */
  readonly served: ReadonlyMap<string, readonly string[]>;
  readonly styles: ReadonlyMap<string, StrandStyle>;
  readonly card: (unit: ShownUnit) => PictureCard;
  readonly groupName: (group: ShownNetwork['frames'][number]['group']) => string;
  readonly tieText: (tie: Tie) => string;
  readonly measure: MeasureText;
}

/** A drawing as text, with its size in pixels. */
export interface SvgPicture {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** Around all of it, and around the layers of an open group. */
const margin = { picture: 24, frame: 7 } as const;
/** The strip of a box's tasks' colours. */
const strip = 7;
/** A task in the legend: its strand, its name, and what lies between two of them. */
const legend = { strand: 34, gap: 8, between: 24, row: 26, above: 34 } as const;

/**
 * The shown network with its strands, heads and a legend of the tasks, in light colours, as an SVG
 * that needs nothing besides. It runs to the right with full cards, however the page draws it.
 */
export function networkSvg(picture: NetworkPicture): SvgPicture {
  const { name, shown, ties, tasks, measure } = picture;
  const drawn = new Map(shown.units.map((unit) => [unit.id, { unit, card: picture.card(unit), ...pictureBox(unit, picture.card(unit), measure) }]));
  const boxes = new Map([...drawn].map(([id, { box }]) => [id, box]));
  const framed = shown.frames.map((frame) => ({ name: picture.groupName(frame.group), box: frameOf(frame.layers.flatMap((layer) => boxes.get(layer.id) ?? [])) }));
  const all = boundsOf([...boxes.values(), ...framed.map(({ box }) => ({ ...box, y: box.y - 20, height: box.height + 20 }))]);
  const content = boxes.size === 0 ? { x: 0, y: 0, width: 320, height: 0 } : all;
  const named = legendOf(picture, content);
  const width = Math.ceil(content.width + 2 * margin.picture);
  const height = Math.ceil(content.height + named.height + 2 * margin.picture);
  const layers = [
    element('title', {}, escaped(name)),
    element('defs', {}, patterns(tasks)),
    element('rect', { x: content.x - margin.picture, y: content.y - margin.picture, width, height, fill: paint.paper }),
    ...framed.map(({ box }) => element('rect', { ...box, rx: 12, fill: '#f6f6f1', stroke: paint.outline, 'stroke-width': 1.5, 'stroke-dasharray': '6 4' })),
    ...framed.map(({ name: text, box }) => textElement(text, box.x + 4, box.y - 6, { fill: paint.soft })),
    wiresOf(picture, boxes),
    ...ties.map((tie) => tieOf(picture, tie, boxes)),
    ...[...drawn.values()].map((one, index) => boxOf(picture, one, `box-${index}`)),
    named.text,
  ];
  const view = [content.x - margin.picture, content.y - margin.picture, width, height].join(' ');
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: view, 'font-family': fontFamily, role: 'img' };
  return { text: element('svg', attributes, layers.join('\n')), width, height };
}

function frameOf(boxes: readonly Box[]): Box {
  const { x, y, width, height } = boundsOf(boxes);
  return { x: x - margin.frame, y: y - margin.frame, width: width + 2 * margin.frame, height: height + 2 * margin.frame };
}

/** The hatchings of negative weights and of frozen layers, and the stripes of dashed colours. */
function patterns(tasks: readonly PictureTask[]): string {
  const own = tasks.flatMap(({ colour }) => {
    const bar = (width: number) => element('rect', { width, height: 5, fill: taskColour(colour) });
    const ground = element('rect', { width: 6, height: 6, fill: paint.paper });
    return [
      element('pattern', { id: `hatch-${colour}`, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, ground + bar(3)),
      ...(isDashed(colour) ? [element('pattern', { id: `stripes-${colour}`, width: 6, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(90)' }, ground + bar(4))] : []),
    ];
  });
  const line = element('path', { d: 'M0.5 0V8', stroke: paint.faint, 'stroke-opacity': 0.35 });
  const ground = element('rect', { width: 8, height: 8, fill: paint.surface });
  return [...own, element('pattern', { id: 'frozen', width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, ground + line)].join('');
}

function fillOf(colour: number): string {
  return isDashed(colour) ? `url(#stripes-${colour})` : taskColour(colour);
}

/** A strand: outlined where its colour is light, hollow or hatched as its weight asks for. */
function strand({ colour }: PictureTask, { width, fill }: StrandStyle, path: string): string {
  const dash = isDashed(colour) ? '18 9' : undefined;
  const line = (stroke: string, across: number) => element('path', { d: path, fill: 'none', stroke, 'stroke-width': across, 'stroke-linejoin': 'round', 'stroke-dasharray': dash });
  return [
    isLightColour(colour) ? line(paint.ink, width + 1) : '',
    line(fill === 'hatched' ? `url(#hatch-${colour})` : taskColour(colour), width),
    fill === 'hollow' ? line(paint.paper, Math.max(1, width - 2)) : '',
  ].join('');
}

function wiresOf({ shown, tasks, served, styles }: NetworkPicture, boxes: ReadonlyMap<string, Box>): string {
  const tasksOf = (layers: readonly string[]) => [...new Set(layers.flatMap((layer) => served.get(layer) ?? []))];
  const bundles = shown.wires.map((bundle) => {
    const [leaving, arriving] = [tasksOf(bundle.wires.map(({ from }) => from)), tasksOf(bundle.wires.map(({ to }) => to))];
    return { id: edgeId(bundle), source: bundle.from, target: bundle.to, strands: arriving.length, drawn: wireStrands(tasks.map(({ id }) => id), styles, leaving, arriving) };
  });
  const routes = routesOf(bundles, boxes, fullDrawing, wireRoute);
  return bundles
    .map(({ id, drawn }) => {
      const line = routes.get(id);
      if (line === undefined) return '';
      if (drawn.length === 0) return element('path', { d: strandPath(line), fill: 'none', stroke: paint.faint, 'stroke-width': 1.5, 'stroke-dasharray': '4 4' });
      const paths = drawn.flatMap(({ task, style, fromOffset, toOffset }) => {
        const own = tasks.find((one) => one.id === task);
        return own === undefined ? [] : [strand(own, style, strandPath(line, fromOffset, toOffset))];
      });
      return element('g', { 'data-wire': id }, paths.join(''));
    })
    .join('\n');
}

function tieOf({ shown, served, tieText }: NetworkPicture, tie: Tie, boxes: ReadonlyMap<string, Box>): string {
  const [one, other] = [tie.first, tie.second].map((layer) => boxes.get(shown.unitOf.get(layer) ?? ''));
  if (one === undefined || other === undefined || one === other) return '';
  const lower = one.y > other.y ? tie.first : tie.second;
  const { path, x, y, anchor } = tiePath(one, other, (served.get(lower)?.length ?? 0) > 1);
  return element('path', { d: path, fill: 'none', stroke: paint.faint, 'stroke-width': 2, 'stroke-dasharray': '7 5' }) + textElement(tieText(tie), x, y + 6, { anchor });
}

function boxOf({ tasks, served }: NetworkPicture, { unit, card, box, lines, isHead }: PictureBox & { readonly unit: ShownUnit; readonly card: PictureCard }, clip: string): string {
  const { x, y, width, height } = box;
  const own = new Set(unit.layers.flatMap((layer) => served.get(layer.id) ?? []));
  const through = tasks.filter(({ id }) => own.has(id));
  const shape = { x, y, width, height, rx: 8 };
  const outline = { stroke: card.broken ? paint.fault : paint.outline, 'stroke-dasharray': card.broken ? '4 3' : undefined };
  const pile = unit.group === undefined ? '' : element('rect', { ...shape, x: x + 3, y: y + 3, fill: paint.surface, ...outline });
  const round = element('clipPath', { id: clip }, element('rect', shape));
  const part = height / Math.max(1, through.length);
  const colours = through.map(({ colour }, index) =>
    element('rect', { x: isHead ? x + width - strip : x, y: y + index * part, width: strip, height: part, fill: fillOf(colour), stroke: isLightColour(colour) ? paint.ink : undefined }),
  );
  const texts = lines.map((line) => textElement(line.text, x + line.x, y + line.baseline, { size: line.size, bold: line.bold, fill: line.soft ? paint.soft : paint.ink }));
  return element('g', { 'data-unit': unit.id }, [
    pile,
    element('rect', { ...shape, fill: card.frozen ? 'url(#frozen)' : paint.surface }),
    round + element('g', { 'clip-path': `url(#${clip})` }, colours.join('')),
    element('rect', { ...shape, fill: 'none', ...outline }),
    ...texts,
  ].join(''));
}

/** Each task's strand with its name, in rows below the network. */
function legendOf({ tasks, styles, measure }: NetworkPicture, content: Box): { readonly text: string; readonly height: number } {
  let [left, row] = [0, 0];
  const entries = tasks.flatMap((task) => {
    const style = styles.get(task.id);
    if (style === undefined) return [];
    const width = legend.strand + legend.gap + measure(task.name, 17.2, false);
    if (left > 0 && left + width > content.width) [left, row] = [0, row + 1];
    const [x, y] = [content.x + left, content.y + content.height + legend.above + row * legend.row];
    left += width + legend.between;
    return [strand(task, style, `M${x},${y}H${x + legend.strand}`) + textElement(task.name, x + legend.strand + legend.gap, y + 6)];
  });
  return { text: element('g', { 'data-legend': '' }, entries.join('')), height: entries.length === 0 ? 0 : legend.above + row * legend.row + 10 };
}
