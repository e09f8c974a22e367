import { useEffect, useState } from 'react';
import type { Experiment } from '../../../../experiment/schema';
import { beginPending } from '../../../../lib/pending';
import type { Result } from '../../../../lib/result';
import type { ExampleWithAnswers } from '../../../../protocol/data-view';
import type { Problem } from '../../../../protocol/problem';
import { useApp } from '../../../common/app-store';
import { Dialog } from '../../../common/dialog';
import { taskViews } from '../../../common/tasks/use-tasks';
import { useText } from '../../../common/texts/use-text';
import { Button } from '../../../widgets/button';
import { Example } from './example-grid';
import { shownTasks } from './shown-task';
import styles from './look.module.css';

/** How many images are seen at a time. */
const shown = 16;

/** The images of a document's training as its steps take them: augmented, with the answers asked for. */
export default function TrainingDialog({ experiment, onClose }: { readonly experiment: Experiment; readonly onClose: () => void }) {
  const { t, code, format, language } = useText();
  const [first, setFirst] = useState(0);
  const answer = useTrainingView(experiment, first);
  const tasks = shownTasks(experiment, taskViews(experiment.tasks, language));
  return (
    <Dialog title={t('look.preview.title')} onClose={onClose}>
      <div className={styles['turning']}>
        <p className={styles['soft']}>{t('look.preview.counted', { first: format.integer(first + 1), last: format.integer(first + shown) })}</p>
        <Button onClick={() => setFirst(first + shown)}>{t('look.preview.next')}</Button>
      </div>
      {answer?.ok === false ? <p role="alert">{code('problems', answer.error.code, answer.error.params)}</p> : undefined}
      <div className={styles['previews']} aria-busy={answer === undefined}>
        {answer?.ok === true ? (
          <ul className={styles['quarters']}>
            {answer.value.map((example, at) => (
              <Example key={first + at} experiment={experiment} example={{ ...example, pieces: [] }} tasks={tasks} />
            ))}
          </ul>
        ) : undefined}
      </div>
    </Dialog>
  );
}

/** What the worker's steps would take; undefined until it has answered for the first time. */
function useTrainingView(experiment: Experiment, first: number): Result<readonly ExampleWithAnswers[], Problem> | undefined {
  const viewTraining = useApp((state) => state.session.viewTraining);
  const [answer, setAnswer] = useState<Result<readonly ExampleWithAnswers[], Problem>>();
  useEffect(() => {
    let wanted = true;
    const end = beginPending('a look at training images');
    void viewTraining({ document: experiment, first, shown }).then((reply) => {
      if (wanted) setAnswer(reply);
      end();
    });
    return () => {
      wanted = false;
      end();
    };
  }, [viewTraining, experiment, first]);
  return answer;
}
