import { metricKind, metricKinds, type MetricId } from '../../../domain/metrics/metric-kinds';
import type { Format } from '../../../i18n/format';
import { isKeyOf } from '../../../lib/keys';
import type { Texts } from './use-text';

/** A metric or a loss with its unit. */
export function metricText({ format }: Pick<Texts, 'format'>, metric: MetricId | 'loss', value: number): string {
  const kind = metricKind(metric).format;
  switch (kind.unit) {
    case 'share':
      return format.percent(value);
    case 'decibels':
      return Number.isFinite(value) ? `${format.fixed(value, kind.decimals)}\u00a0dB` : '–';
    case 'plain':
      return format.fixed(value, kind.decimals);
    case 'significant':
      return format.significant(value);
  }
}

/**
 * A value at an axis of a metric with so many digits, counted in the metric's own unit: a share
 * loses two of them to the percent.
 */
export function axisText(format: Format, metric: string, digits: number): (value: number) => string {
  const isPercent = isKeyOf(metricKinds)(metric) && isShare(metric);
  return (value) => (isPercent ? format.percent(value, Math.max(0, digits - 2)) : format.tick(value, digits));
}

/** True for what is shown in percent. */
function isShare(metric: MetricId | 'loss'): boolean {
  return metricKind(metric).format.unit === 'share';
}

/** A difference of two values of a metric, with its sign; of shares in percentage points. */
export function differenceText(texts: Pick<Texts, 'format' | 't'>, metric: MetricId | 'loss', value: number): string {
  const text = differenceStart(texts, metric, value);
  return isShare(metric) ? texts.t('studies.points', { value: text }) : text;
}

/** The same where the unit of points comes later. */
export function differenceStart(texts: Pick<Texts, 'format'>, metric: MetricId | 'loss', value: number): string {
  const size = Math.abs(value);
  return signed(value, isShare(metric) ? texts.format.fixed(100 * size, 2) : metricText(texts, metric, size));
}

/**
 * How large a difference of two values of a metric is, without its sign: of shares in percentage
 * points. One that is there is never written as 0.
 */
export function sizeText(texts: Pick<Texts, 'format' | 't'>, metric: MetricId | 'loss', size: number): string {
  const { format, t } = texts;
  const { format: kind } = metricKind(metric);
  const shown = kind.unit === 'share' ? 100 * size : size;
  const decimals = kind.unit === 'plain' || kind.unit === 'decibels' ? kind.decimals : 1;
  const number = kind.unit !== 'significant' && shown >= 0.5 * 10 ** -decimals ? format.fixed(shown, decimals) : format.significant(shown);
  if (kind.unit === 'share') return t('studies.points', { value: number });
  return kind.unit === 'decibels' ? `${number}\u00a0dB` : number;
}

/** The gain in percent, with its sign. */
export function percentText({ format }: Pick<Texts, 'format'>, value: number, digits = 2): string {
  return signed(value, Number.isFinite(value) ? `${format.fixed(Math.abs(value), digits)}\u00a0%` : '–');
}

function signed(value: number, text: string): string {
  if (!Number.isFinite(value) || value === 0) return text;
  return `${value > 0 ? '+' : '−'}${text}`;
}

/** The name of a metric, or of the loss. */
export function metricName({ code, t }: Pick<Texts, 'code' | 't'>, metric: MetricId | 'loss'): string {
  return metric === 'loss' ? t('studies.loss') : code('tasks', `metric.${metric}`);
}
