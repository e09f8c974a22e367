import type { TestPoint } from '../../protocol/metrics';

/**
 * True for a test on test images; others are on images set aside for validation, or on a sample of
 * those that are trained on.
 */
export function onTestImages({ split }: Pick<TestPoint, 'split'>): boolean {
  return split === undefined || split === 'test';
}
