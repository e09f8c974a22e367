import type { MetricId } from '../../../domain/tasks/task-kind';
import type { Format } from '../../../i18n/format';
import type { Texts } from './use-text';

/** A metric or a loss with its unit. */
export function metricText({ format }: Pick<Texts, 'format'>, metric: MetricId | 'loss', value: number): string {
  switch (metric) {
    case 'accuracy':
    case 'precision':
    case 'recall':
    case 'f1':
      return format.percent(value);
    case 'psnr':
      return Number.isFinite(value) ? `${format.fixed(value, 1)}\u00a0dB` : '–';
    case 'mae':
    case 'rmse':
    case 'auc':
      return format.fixed(value, 4);
    case 'loss':
      return format.significant(value);
    case 'r2':
      return format.fixed(value, 3);
  }
}

/**
 * A value at an axis of a metric with so many digits, counted in the metric's own unit: a share
 * loses two of them to the percent.
 */
export function axisText(format: Format, metric: string, digits: number): (value: number) => string {
  return (value) => (metric === 'accuracy' ? format.percent(value, Math.max(0, digits - 2)) : format.tick(value, digits));
}

/** What is shown in percent. */
const shares: readonly (MetricId | 'loss')[] = ['accuracy', 'precision', 'recall', 'f1'];

/** A difference of two values of a metric, with its sign; of shares in percentage points. */
export function differenceText(texts: Pick<Texts, 'format' | 't'>, metric: MetricId | 'loss', value: number): string {
  const text = differenceStart(texts, metric, value);
  return shares.includes(metric) ? texts.t('studies.points', { value: text }) : text;
}

/** The same where the unit of points comes later. */
export function differenceStart(texts: Pick<Texts, 'format'>, metric: MetricId | 'loss', value: number): string {
  const size = Math.abs(value);
  return signed(value, shares.includes(metric) ? texts.format.fixed(100 * size, 2) : metricText(texts, metric, size));
}

/** Metrics in percent, such as Δm, with their sign. */
export function percentText({ format }: Pick<Texts, 'format'>, value: number): string {
  return signed(value, Number.isFinite(value) ? `${format.fixed(Math.abs(value), 2)}\u00a0%` : '–');
}

function signed(value: number, text: string): string {
  if (!Number.isFinite(value) || value === 0) return text;
  return `${value > 0 ? '+' : '−'}${text}`;
}

/** The name of a metric, or of the loss. */
export function metricName({ code, t }: Pick<Texts, 'code' | 't'>, metric: MetricId | 'loss'): string {
  return metric === 'loss' ? t('studies.loss') : code('tasks', `metric.${metric}`);
}
