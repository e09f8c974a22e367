import type { ChartLine } from '../../../state/charts/chart-data';
import { isDashed, taskColour } from '../../common/tasks/task-colours';

/** How a line is drawn, as attributes of its path. */
export interface LineStroke {
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeDasharray?: string;
  readonly strokeLinecap?: 'round';
}

/** Dashes of a line by its part: those of a dashed colour are broken up once more. */
const dashes = { test: '1.5 3.5', trainDashed: '9 4', testDashed: '9 4 1.5 4' } as const;

/** The look of a line by its part: train solid, test dotted, the run before thin and grey. */
export function strokeOf(role: ChartLine['role'], colour: number): LineStroke {
  if (role === 'before') return { stroke: 'var(--outline)', strokeWidth: 1.25 };
  if (role === 'baseline') return { stroke: taskColour(colour), strokeWidth: 1, strokeDasharray: '1 3' };
  if (role === 'total') return { stroke: 'var(--ink)', strokeWidth: 1.25, strokeDasharray: '7 3' };
  if (role === 'length') return { stroke: 'var(--ink)', strokeWidth: 2 };
  const stroke = taskColour(colour);
  const dashed = isDashed(colour);
  if (role === 'test') return { stroke, strokeWidth: 1.75, strokeDasharray: dashed ? dashes.testDashed : dashes.test, strokeLinecap: 'round' };
  return { stroke, strokeWidth: 2, ...(dashed ? { strokeDasharray: dashes.trainDashed } : {}) };
}
