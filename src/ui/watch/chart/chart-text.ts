import type { MetricId } from '../../../domain/metrics/metric-kinds';
import type { ChartLine } from '../../../state/charts/chart-data';
import type { MarkGroup } from '../../../state/charts/chart-marks';
import type { Mark } from '../../../state/runs/run-series';
import { metricText } from '../../common/texts/metric-text';
import type { Texts } from '../../common/texts/use-text';

/** What a chart shows: a metric by its id, or one of the charts made of other things. */
export type ChartKind = MetricId | 'loss' | 'lossRelative' | 'weights' | 'direction' | 'length' | 'cosine' | 'similarity';

/** A value with its unit, as read on hover and in the table. */
export function valueText(texts: Pick<Texts, 'format'>, kind: ChartKind, value: number): string {
  switch (kind) {
    case 'lossRelative':
    case 'weights':
    case 'direction':
    case 'cosine':
    case 'similarity':
      return texts.format.fixed(value, 3);
    case 'length':
      return texts.format.significant(value);
    default:
      return metricText(texts, kind, value);
  }
}

/** What a line stands for, in words. */
export function lineText({ t }: Pick<Texts, 't'>, names: readonly string[], line: Pick<ChartLine, 'role' | 'task' | 'other'>): string {
  const task = names[line.task] ?? '';
  switch (line.role) {
    case 'total':
      return t('curves.total');
    case 'length':
      return t('curves.length');
    case 'train':
      return t('curves.lineTrain', { task });
    case 'test':
      return t('curves.lineTest', { task });
    case 'baseline':
      return t('curves.lineBaseline', { task });
    case 'before':
      return t('curves.lineBefore', { task });
    case 'pair':
      return t('curves.pair', { first: task, second: names[line.other ?? -1] ?? '' });
  }
}

/** "Parity 0.20 → 0.30", whole, and how many more were changed at that step. */
export function markText(texts: Texts, taskNames: ReadonlyMap<string, string>, group: MarkGroup): string {
  // Where weights sum to 1 all of them move: the one that moved most is the one that was meant.
  const [first] = group.marks.toSorted((one, other) => changeOf(other) - changeOf(one));
  if (first === undefined) return '';
  const more = (text: string) => (group.marks.length === 1 ? text : texts.t('curves.markMore', { mark: text, count: group.marks.length - 1 }));
  const [root, id = '', last] = first.field.split('.');
  const [from, to] = [settingText(texts, first, first.from), settingText(texts, first, first.to)];
  // A weight needs no more than its task's name, and a name in place of another only the new one.
  if (root === 'tasks' && last === 'weight') return more(texts.t('curves.mark', { field: taskNames.get(id) ?? id, from, to }));
  const event = eventText(texts, taskNames, first);
  if (event !== undefined) return more(event);
  const field = fieldText(texts, taskNames, first.field);
  return more(typeof first.to === 'string' ? texts.t('curves.markTo', { field, to }) : texts.t('curves.mark', { field, from, to }));
}

/**
 * "One step on Parity alone", "Dense 64 frozen": marks that are no change from one value to
 * another; undefined for those that are.
 */
function eventText({ t }: Pick<Texts, 't'>, names: ReadonlyMap<string, string>, { field, to }: Mark): string | undefined {
  const [root, id = '', layer = '', part] = field.split('.');
  if (field === 'engine') return t('curves.otherEngine');
  if (root === 'tasks' && layer === 'notFinite') return t('curves.notFinite', { task: names.get(id) ?? id });
  if (root === 'tasks' && layer === 'step') return t('curves.taskStep', { task: names.get(id) ?? id });
  if (part !== 'frozen') return undefined;
  return t(to === true ? 'curves.frozen' : 'curves.thawed', { layer: names.get(layerNameKey(layer)) ?? layer });
}

/** Where a layer's name stands among the names by id, which are the tasks' else. */
export function layerNameKey(id: string): string {
  return `layer ${id}`;
}

/** One change in words: field, value before, value after. */
export function changeText(texts: Texts, taskNames: ReadonlyMap<string, string>, mark: Mark): string {
  const { t } = texts;
  const event = eventText(texts, taskNames, mark);
  return event ?? t('curves.mark', { field: fieldText(texts, taskNames, mark.field), from: settingText(texts, mark, mark.from), to: settingText(texts, mark, mark.to) });
}

function changeOf({ from, to }: Mark): number {
  return typeof from === 'number' && typeof to === 'number' ? Math.abs(to - from) : Number.POSITIVE_INFINITY;
}

function fieldText({ t, code }: Texts, taskNames: ReadonlyMap<string, string>, field: string): string {
  const [root, name, last] = field.split('.');
  if (root === 'tasks' && last === 'weight' && name !== undefined) return t('curves.field.weight', { task: taskNames.get(name) ?? name });
  if (root === 'balancing' && name === 'values' && last !== undefined) return t('curves.field.balancing.values', { name: code('balancing', `parameter.${last}`) });
  if (root === 'schedule' && name === 'values' && last !== undefined) return t('curves.field.schedule.values', { name: code('training', `parameter.${last}`) });
  return code('curves', `field.${field}`);
}

function settingText({ code, format }: Texts, { field }: Mark, value: Mark['from']): string {
  if (typeof value === 'number' && field.startsWith('tasks.')) return format.fixed(value, Math.abs(value) < 10 ? 2 : 1);
  if (typeof value === 'number') return Number.isInteger(value) ? format.integer(value) : format.significant(value).replace(/(\.\d*?)0+$/, '$1');
  if (typeof value === 'boolean') return value ? '✓' : '–';
  if (field === 'balancing.method') return code('balancing', value);
  if (field.startsWith('balancing.values.')) return code('balancing', `choice.${value}`);
  return field === 'schedule.kind' ? code('training', `schedule.${value}`) : value;
}
