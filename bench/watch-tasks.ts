import type { Page } from 'playwright';

/** One task of the page's main thread, in milliseconds. */
export interface Task {
  readonly lasted: number;
  /**
   * How long the thread had a processor in it. Much less than it lasted: others had the processors
   * meanwhile.
   */
  readonly ran: number;
  /**
   * What it did: the browser's own name for it → how long that lasted without its parts, from
   * longest to shortest.
   */
  readonly parts: readonly (readonly [name: string, lasted: number])[];
}

/** What the main thread did while it was watched. */
export interface Watched {
  /** Share of the time in which it was in some task. */
  readonly share: number;
  /** The longest task by the time that it ran, in milliseconds. */
  readonly mostRan: number;
  /** The tasks over 50 ms. */
  readonly long: readonly Task[];
}

/** A stretch of a trace, in microseconds. */
interface Span {
  readonly name: string;
  readonly thread: string;
  readonly from: number;
  readonly to: number;
  readonly ran: number;
}

/** What the platform calls a long task, in microseconds. */
const long = 50_000;

/**
 * Watches the main thread of a page through the browser's own trace; `stop` tells what was seen.
 */
export async function watchTasks(page: Page): Promise<{ readonly stop: () => Promise<Watched> }> {
  const session = await page.context().newCDPSession(page);
  const spans: Span[] = [];
  const notes: Note[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    spans.push(...value.flatMap(spanOf));
    notes.push(...value.flatMap(noteOf));
  });
  const began = performance.now();
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'], excludedCategories: ['*'] },
  });
  return {
    stop: async () => {
      const watched = 1000 * (performance.now() - began);
      const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await complete;
      await session.detach();
      const main = mainThread(notes, page.url());
      const own = spans.filter(({ thread }) => thread === main);
      const tasks = own.filter(({ name }) => name === 'RunTask');
      if (tasks.length === 0) throw new Error('the trace shows no tasks of the main thread');
      return {
        share: tasks.reduce((sum, { from, to }) => sum + to - from, 0) / watched,
        mostRan: tasks.reduce((most, { ran }) => Math.max(most, ran), 0) / 1000,
        long: tasks.filter(({ from, to }) => to - from > long).map((task) => described(task, own)),
      };
    },
  };
}

/** What a trace says of its threads and frames. */
interface Note {
  readonly name: string;
  readonly process: string;
  readonly thread: string;
  readonly about: unknown;
}

/**
 * The main thread of the page with this address: a trace has those of all pages that are open.
 * Throws where it cannot be told.
 */
function mainThread(notes: readonly Note[], address: string): string {
  const [path = ''] = address.split('#');
  const processes = new Set(notes.flatMap(({ name, about }) => (name === 'TracingStartedInBrowser' ? processesShowing(about, path) : [])));
  const threads = notes.filter(({ name, process, about }) => name === 'thread_name' && processes.has(process) && nameIn(about) === 'CrRendererMain');
  const [only, ...others] = new Set(threads.map(({ thread }) => thread));
  if (only === undefined || others.length > 0) throw new Error(`the trace shows ${others.length + (only === undefined ? 0 : 1)} main threads of the page`);
  return only;
}

function nameIn(about: unknown): unknown {
  return typeof about === 'object' && about !== null && 'name' in about ? about.name : undefined;
}

function processesShowing(about: unknown, path: string): string[] {
  const data: unknown = typeof about === 'object' && about !== null && 'data' in about ? about.data : undefined;
  const frames: unknown = typeof data === 'object' && data !== null && 'frames' in data ? data.frames : undefined;
  if (!Array.isArray(frames)) return [];
  return frames.flatMap((frame: unknown) => {
    if (typeof frame !== 'object' || frame === null || !('url' in frame) || !('processId' in frame)) return [];
    return String(frame.url).startsWith(path) ? [String(frame.processId)] : [];
  });
}

function noteOf(event: object): readonly Note[] {
  const { name, pid, tid, args }: Readonly<Record<string, unknown>> = { ...event };
  if (name !== 'thread_name' && name !== 'TracingStartedInBrowser') return [];
  return [{ name, process: String(pid), thread: `${String(pid)} ${String(tid)}`, about: args }];
}

/** A finished stretch of a trace; what is none is left out. */
function spanOf(event: object): readonly Span[] {
  const { name, ph, ts, dur, tdur, pid, tid }: Readonly<Record<string, unknown>> = { ...event };
  if (ph !== 'X' || typeof name !== 'string' || typeof ts !== 'number' || typeof dur !== 'number') return [];
  return [{ name, thread: `${String(pid)} ${String(tid)}`, from: ts, to: ts + dur, ran: typeof tdur === 'number' ? tdur : dur }];
}

function described(task: Span, spans: readonly Span[]): Task {
  const within = spans.filter(({ from, to }) => from >= task.from && to <= task.to).sort((one, two) => one.from - two.from || two.to - one.to);
  const parts = new Map<string, number>();
  const add = (name: string, time: number) => parts.set(name, (parts.get(name) ?? 0) + time / 1000);
  const open: Span[] = [];
  for (const span of within) {
    while ((open.at(-1)?.to ?? Infinity) <= span.from) open.pop();
    const around = open.at(-1);
    if (around !== undefined) add(around.name, span.from - span.to);
    add(span.name, span.to - span.from);
    open.push(span);
  }
  return {
    lasted: (task.to - task.from) / 1000,
    ran: task.ran / 1000,
    parts: [...parts].sort(([, one], [, two]) => two - one).slice(0, 4),
  };
}
