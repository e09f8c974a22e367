import { resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { commandOptions } from '../scripts/command-options.mjs';
import { browserArguments, ensureBrowser } from '../scripts/browser.mjs';
import { derivedRows } from '../scripts/derived-run';
import { serve } from '../scripts/serve.mjs';
import { ROOT } from '../scripts/setup.mjs';
import { sumsPlaces, taskMetrics } from '../src/domain/metrics/task-metrics';
import type { MetricId } from '../src/domain/metrics/metric-kinds';
import { layoutOf, tasksOf } from '../src/experiment/context';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link/link-codec';
import type { Experiment } from '../src/experiment/schema';
import { templates } from '../src/experiment/templates/templates';
import { preparedData } from './build';
import { Report } from './report';

const HELP = `npm run bench:derived     MultiMNIST and digit hunt, composed and trained on the built page (dist/) on 10,000
                          images. Build it first (npm run build). The exit code is 1 when something that must hold
                          does not.`;

commandOptions({}, HELP);
const executablePath = ensureBrowser();
if (executablePath === undefined) {
  console.error('no browser to measure in');
  process.exit(2);
}

/** Seconds from Play to the end of the last epoch. */
const limit = 300;

interface Trial {
  readonly title: string;
  readonly experiment: Experiment;
  /** Of the tasks in their order: a metric on all test images, and its least value. */
  readonly atLeast: readonly { readonly task: number; readonly metric: MetricId; readonly value: number }[];
}

function trials(): readonly Trial[] {
  const multi = derivedRows.find((one) => one.row === 'multi-mnist');
  if (multi === undefined) throw new Error('MultiMNIST is not among the derived sets that are trained');
  const data: Experiment['data'] = { dataset: 'digit-hunt', train: 10_000, test: 2000, validation: 0 };
  const tasks = (['digit', 'box', 'mask'] as const).map((kind, colour) => ({ id: kind, kind, colour, weight: 1 }));
  const training = { ...defaultExperiment.training, epochs: 3 };
  return [
    {
      title: 'MultiMNIST, ten epochs',
      experiment: multi.experiment,
      atLeast: [
        { task: 0, metric: 'accuracy', value: 0.9 },
        { task: 1, metric: 'accuracy', value: 0.87 },
      ],
    },
    {
      title: 'digit hunt, three epochs',
      experiment: { ...defaultExperiment, data, tasks, weightsSumToOne: false, network: templates.skips.build(data, tasks), training },
      atLeast: [
        { task: 0, metric: 'accuracy', value: 0.8 },
        { task: 1, metric: 'iou', value: 0.5 },
        { task: 2, metric: 'dice', value: 0.75 },
      ],
    },
  ];
}

/** Trains to the end; the seconds that it took, and the sums of the test on all images. */
async function trained(page: Page, url: string, { experiment }: Trial): Promise<{ seconds: number; device: string | undefined; sums: readonly number[] }> {
  await page.goto('about:blank');
  await page.goto(`${url}${encodeLink(experiment)}`);
  await page.waitForFunction(() => window.playground !== undefined);
  await page.evaluate(() => window.playground?.settled());
  const began = performance.now();
  await page.getByRole('button', { name: 'Play' }).click();
  await page.evaluate(() => window.playground?.runReached('done'));
  const seconds = (performance.now() - began) / 1000;
  await page.waitForFunction(() => {
    const state = window.playground?.state();
    return state?.tests.some(({ step, subset }) => !subset && step === state.step) === true;
  });
  return page.evaluate((took) => {
    const state = window.playground?.state();
    return { seconds: took, device: state?.device?.device, sums: state?.tests.findLast(({ subset }) => !subset)?.sums ?? [] };
  }, seconds);
}

const server = await serve({ root: resolve(ROOT, 'dist'), linked: [preparedData] });
const browser = await chromium.launch({ executablePath, args: browserArguments() });
try {
  const report = new Report();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  for (const trial of trials()) {
    report.section(`${trial.title}, on the page`);
    const { seconds, device, sums } = await trained(page, server.url, trial);
    console.log(`  on ${device}`);
    report.judge(`${trial.title}, from Play to its end`, seconds, 'at most', limit, { unit: 's', note: 'with composing and tests' });
    const [tasks, places] = [tasksOf(trial.experiment), sumsPlaces(layoutOf(trial.experiment))];
    for (const { task, metric, value } of trial.atLeast) {
      const [kind, place] = [tasks[task], places[task]];
      if (kind === undefined || place === undefined) continue;
      const reached = taskMetrics(kind, sums.slice(place.offset, place.offset + place.size))[metric] ?? Number.NaN;
      const note = `of ${trial.experiment.data.test} test images`;
      report.judge(`${trial.experiment.tasks[task]?.id}, ${metric}`, 100 * reached, 'at least', 100 * value, { unit: '%', note });
    }
  }
  report.printVerdicts();
  process.exitCode = report.verdicts.every(({ holds }) => holds) ? 0 : 1;
} finally {
  await browser.close();
  await server.close();
}
