import { estimate } from '../src/domain/metrics/comparing/interval';
import { median } from '../src/lib/median';
import type { MethodRun } from './methods-run';

const end = '<!-- until here -->';

/**
 * The table of what was trained, and the methods whose mean is below the limit on a task, or of
 * which a run broke off.
 */
export function tableOf(
  methods: readonly string[],
  runs: readonly MethodRun[],
  limit: number,
): { readonly text: string; readonly below: readonly string[] } {
  const tasks = Object.keys(runs.find(({ accuracy }) => accuracy !== null)?.accuracy ?? {});
  const below: string[] = [];
  const rows = methods.flatMap((method): readonly string[] => {
    const own = runs.filter((run) => run.method === method);
    if (own.length === 0) return [];
    const scores = tasks.map((task) => estimate(own.map(({ accuracy }) => accuracy?.[task] ?? Number.NaN)));
    if (!scores.every(({ mean }) => mean >= limit)) below.push(method);
    const cells = scores.map(({ mean, interval }) => {
      if (Number.isNaN(mean)) return 'not finite';
      return interval === undefined ? percent(mean) : `${percent(mean)} (${percent(interval.low)} to ${percent(interval.high)})`;
    });
    const time = median(own.map(({ relativeTime }) => relativeTime));
    return [`| \`${method}\` | ${own.length} | ${cells.join(' | ')} | ${time.toFixed(2)} |`];
  });
  const head = `| method | seeds | ${tasks.join(' | ')} | time of a step, static = 1 |\n|---|---|${tasks.map(() => '---|').join('')}---|`;
  return { text: [head, ...rows].join('\n'), below };
}

/**
 * The page with the table in its place, which names the command that makes it. Throws if the page
 * has no place for it.
 */
export function withTable(page: string, table: string, command = 'npm run methods'): string {
  const begin = `<!-- made by ${command} -->`;
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`the page has no place for the table: ${begin} … ${end}`);
  return `${page.slice(0, start)}${begin}\n${table}\n${page.slice(stop)}`;
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}
