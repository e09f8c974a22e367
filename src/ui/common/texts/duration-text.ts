import type { Texts } from './use-text';

/**
 * About how long something takes, as a person would say it: in tens of seconds, in minutes, or from
 * an hour and a half on in half hours. Never less than it is.
 */
export function durationText({ t, format }: Pick<Texts, 't' | 'format'>, seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds <= 50) return t('studies.time.seconds', { count: format.integer(10 * Math.max(1, Math.ceil(seconds / 10))) });
  if (minutes <= 90) return t('studies.time.minutes', { count: format.integer(minutes) });
  const hours = Math.ceil(minutes / 30) / 2;
  return t('studies.time.hours', { count: format.fixed(hours, Number.isInteger(hours) ? 0 : 1) });
}
