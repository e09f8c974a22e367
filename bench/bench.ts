import type { Page } from 'playwright';
import type { OrderKind, Patience, WorkerOrders } from './messages';
import type { Report } from './report';

/** What the sections of the benchmark work with. */
export interface Bench {
  readonly report: Report;
  readonly quick: boolean;
  readonly patience: Patience;
  /** Where prepared data are served, absolute, ends in '/'. */
  readonly dataUrl: string;
  order<Kind extends OrderKind>(kind: Kind, payload: WorkerOrders[Kind]['payload']): Promise<WorkerOrders[Kind]['reply']>;
}

/** Gives orders to workers through a page that is open. A worker that is silent for five minutes counts as dead. */
export function ordersThrough(page: Page): Bench['order'] {
  return (kind, payload) =>
    page.evaluate(
      ([asked, given]) => {
        const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('no answer for five minutes')), 300_000));
        if (window.bench === undefined) throw new Error('the benchmark page is not there');
        return Promise.race([window.bench.order(asked, given), late]);
      },
      [kind, payload] as const,
    );
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
