import { useMemo } from 'react';
import type { RunRecord } from '../../../state/app-state';
import { newestScores } from '../../../state/runs/run-scores';
import { useApp } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { useText } from '../../common/texts/use-text';
import { LabelButtons } from './label-buttons';
import { RunRow } from './run-row';
import { useRunNames } from '../use-run-names';
import styles from '../runs-panel.module.css';

interface DeskRunProps {
  readonly record: RunRecord;
  /** The newest run, which the desk trains or goes on with. */
  readonly current: boolean;
}

/** A run that was trained on the desk. */
export function DeskRun({ record, current }: DeskRunProps) {
  const { t, format } = useText();
  const records = useMemo(() => [record], [record]);
  const [name = ''] = useRunNames(records);
  const remove = useApp((state) => state.session.removeRun);
  const undo = useApp((state) => state.session.undoRemoveRun);
  const setNotice = useApp((state) => state.view.setNotice);
  // What grows lies in the series, outside of the state: it is asked for by what changes.
  const scores = useApp(() => newestScores(record));
  const steps = useApp(() => record.series.steps);
  const facts = [t('runs.steps', { steps: format.integer(steps) }), format.moment(record.startedAt), t('runs.place.here')];
  return (
    <li className={styles['item']}>
      <RunRow
        name={name}
        experiment={record.experiment}
        tasks={record.experiment.tasks}
        run={record.id}
        scores={scores}
        facts={current ? [...facts, t('runs.current')] : facts}
      >
        <LabelButtons run={record.id} name={name} />
        <Button
          look="quiet"
          title={t(current ? 'runs.remove.current' : 'runs.remove.about', { name })}
          onClick={() => {
            void remove(record.id);
            setNotice(t('runs.removed', { name }), () => void undo());
          }}
        >
          {t('runs.remove')}
        </Button>
      </RunRow>
    </li>
  );
}
