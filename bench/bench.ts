import type { Page } from 'playwright';
import type { OrderKind, Timing, WorkerOrders } from './messages';
import type { Report } from './report';

/** What the sections of the benchmark work with. */
export interface Bench {
  readonly report: Report;
  readonly quick: boolean;
  readonly timing: Timing;
  /** Where prepared data are served, absolute, ends in '/'. */
  readonly dataUrl: string;
  order<Kind extends OrderKind>(kind: Kind, payload: WorkerOrders[Kind]['payload']): Promise<WorkerOrders[Kind]['reply']>;
}

/**
 * Milliseconds after which a worker that is silent is ended: a step of stock TensorFlow.js may take
 * a minute, and is taken a dozen times until its batch is found and its repeats are done.
 */
const longestOrder = 1_200_000;

/**
 * Gives orders to workers through a page that is open. A worker that is silent for too long, or at
 * the deadline, is ended.
 */
export function ordersThrough(page: Page, deadline: Deadline): Bench['order'] {
  return (kind, payload) => {
    const within = Math.min(longestOrder, deadline.left());
    if (within <= 0) return Promise.reject(new Error('there is no time left'));
    return page.evaluate(
      ([asked, given, timing]) => {
        if (window.bench === undefined) throw new Error('the benchmark page is not there');
        return window.bench.order(asked, given, timing);
      },
      [kind, payload, within] as const,
    );
  };
}

/** When a run of the benchmark has to be over. */
export interface Deadline {
  /** Milliseconds until then; less than none after it. */
  left(): number;
  /** What comes of the work; throws if that is not over in time, and cannot end the work itself. */
  keptBy<Value>(work: Promise<Value>): Promise<Value>;
}

/** A deadline so many milliseconds from now; Infinity for none. */
export function deadlineIn(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds;
  const left = () => end - performance.now();
  return {
    left,
    keptBy: async (work) => {
      if (!Number.isFinite(end)) return work;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('there is no time left')), Math.max(0, left()));
      });
      try {
        return await Promise.race([work, late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** The value, or undefined with the reason in the report. */
export async function orSkipped<Value>(report: Report, name: string, work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    report.skipped(name, first.replace('page.evaluate: Error: ', ''));
    return undefined;
  }
}
