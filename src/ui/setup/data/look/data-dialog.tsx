import { useEffect, useState } from 'react';
import type { Experiment } from '../../../../experiment/schema';
import type { DataView } from '../../../../protocol/data-view';
import type { Problem } from '../../../../protocol/problem';
import { beginPending } from '../../../../lib/pending';
import { useApp } from '../../../common/app-store';
import { Dialog } from '../../../common/dialog';
import { taskViews } from '../../../common/tasks/use-tasks';
import { useText } from '../../../common/texts/use-text';
import { Select } from '../../../widgets/select';
import { AssociationTable } from './association-table';
import { ExampleGrid } from './example-grid';
import { shownTasks } from './shown-task';
import styles from './look.module.css';

interface DataDialogProps {
  /** The document on the desk, or what it would become with another data set. */
  readonly experiment: Pick<Experiment, 'data' | 'tasks'>;
  /** What the data set is called. */
  readonly name: string;
  readonly onClose: () => void;
}

type Split = 'train' | 'test';

/** Of how many examples pictures are made: enough for some of every class. */
const shown = 320;

/**
 * Examples of a data set with their true answers, arranged as they come or by a task, and which
 * answers go together.
 */
export default function DataDialog({ experiment, name, onClose }: DataDialogProps) {
  const { t, code, language } = useText();
  const [split, setSplit] = useState<Split>('train');
  const [by, setBy] = useState('');
  const { view, problem } = useDataView(experiment, split);
  const tasks = shownTasks(experiment, taskViews(experiment.tasks, language));
  const sortable = tasks.filter(({ index }) => (view?.spreads[index]?.kind ?? 'none') !== 'none');
  return (
    <Dialog title={t('look.title', { name })} onClose={onClose}>
      <div className={styles['choices']}>
        <Select label={t('look.split')} value={split} options={(['train', 'test'] as const).map((value) => ({ value, label: t(`look.${value}`) }))} onChange={setSplit} />
        <Select
          label={t('look.by')}
          value={by}
          options={[{ value: '', label: t('look.asTheyCome') }, ...sortable.map(({ id, name: task }) => ({ value: id, label: t('look.byTask', { task }) }))]}
          onChange={setBy}
        />
      </div>
      {problem === undefined ? undefined : <p role="alert">{code('problems', problem.code, problem.params)}</p>}
      <div className={styles['content']} aria-busy={view === undefined && problem === undefined}>
        {view === undefined ? undefined : (
          <>
            <ExampleGrid experiment={experiment} view={view} tasks={tasks} by={tasks.find(({ id }) => id === by)} />
            <AssociationTable view={view} tasks={tasks} />
          </>
        )}
      </div>
    </Dialog>
  );
}

/** What the worker sees of the data; undefined until it has answered. */
function useDataView(experiment: DataDialogProps['experiment'], split: Split): { readonly view?: DataView; readonly problem?: Problem } {
  const viewData = useApp((state) => state.session.viewData);
  const [answer, setAnswer] = useState<{ readonly split: Split; readonly view?: DataView; readonly problem?: Problem }>();
  useEffect(() => {
    let wanted = true;
    const end = beginPending('a look at data');
    void viewData({ document: { data: experiment.data, tasks: experiment.tasks }, split, shown }).then((reply) => {
      if (wanted) setAnswer(reply.ok ? { split, view: reply.value } : { split, problem: reply.error });
      end();
    });
    return () => {
      wanted = false;
      end();
    };
  }, [viewData, experiment, split]);
  return answer?.split === split ? answer : {};
}
