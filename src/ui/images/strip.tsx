import { lazy, useRef, useState } from 'react';
import { pendingUntil } from '../../lib/pending';
import type { AppState } from '../../state/app-state';
import { onTestImages } from '../../state/runs/test-points';
import { useApp } from '../common/app-store';
import { matchingRun } from '../common/live-readings';
import { useText } from '../common/texts/use-text';
import hidden from '../widgets/hidden.module.css';
import { Late } from '../widgets/late';
import { Example } from './example';
import { Thumbnails } from './thumbnails';
import { useAnswers } from './use-answers';
import styles from './strip.module.css';

const Finish = lazy(() => pendingUntil('finish', import('./finish/finish')));

/**
 * The example: one of eight test images large, with what every task says to it, and all eight small
 * to choose from. After the last epoch the finish stands in its place, until it is dismissed or an
 * image is chosen. It has the same height all along, whatever the tasks are.
 */
export function Strip() {
  const { t } = useText();
  const strip = useRef<HTMLElement>(null);
  const answers = useAnswers();
  const choose = useApp((state) => state.view.chooseExample);
  const runs = useApp((state) => state.session.runs);
  const finished = useApp(finishedKey);
  const [dismissed, dismiss] = useState<string>();
  const [told, tell] = useState('');
  const [run, runBefore] = [runs.at(-1), runs.at(-2)];
  const { predictions } = answers;
  const example = <Example answers={answers} />;
  return (
    <section
      ref={strip}
      className={styles['strip']}
      aria-label={predictions === undefined ? t('predictions.title.waiting') : t('predictions.title')}
      data-testid="test-images"
      data-step={predictions?.step ?? ''}
    >
      {run === undefined || finished === undefined || finished === dismissed ? (
        example
      ) : (
        <Late fallback={example}>
          <Finish
            run={run}
            runBefore={runBefore}
            onTold={tell}
            onDismiss={() => {
              dismiss(finished);
              strip.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus();
            }}
          />
        </Late>
      )}
      <Thumbnails
        answers={answers}
        onChoose={(place) => {
          choose(place);
          dismiss(finished);
        }}
      />
      <p role="status" className={hidden['hidden']}>
        {told}
      </p>
    </section>
  );
}

/**
 * Which run has ended at which step with all test images tested there; undefined while it trains,
 * and of a run that the document on the desk is not that of.
 */
function finishedKey(state: AppState): string | undefined {
  const { phase, step, runs } = state.session;
  const run = matchingRun(state);
  if (phase !== 'done' || run === undefined) return undefined;
  const isTested = run.series.tests.some((test) => test.step === step && !test.subset && onTestImages(test));
  return isTested ? `${runs.at(-1)?.id} ${step}` : undefined;
}
