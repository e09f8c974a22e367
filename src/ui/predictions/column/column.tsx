import { useState } from 'react';
import { isOfClasses, isRightOrWrong } from '../../../domain/metrics/outcomes/right-answers';
import { useText } from '../../common/texts/use-text';
import { Select } from '../../widgets/select';
import type { Filter, OutcomeTask } from '../filters';
import type { ShownOutcomes } from '../use-outcomes';
import { Confusion } from './confusion';
import { FilterList } from './filter-list';
import { JointTable } from './joint-table';
import { Scatter } from './scatter';
import styles from './column.module.css';

interface ColumnProps {
  readonly shown: Extract<ShownOutcomes, { kind: 'known' }>;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

/** What there is to see of all test images together, and what shows some of them: one column beside the gallery. */
export function Column({ shown: { tasks, measured }, filter, onFilter }: ColumnProps) {
  const { t } = useText();
  const [chosen, choose] = useState('');
  const drawn = tasks.filter(hasFigure);
  const task = drawn.find(({ id }) => id === chosen) ?? drawn[0];
  const judged = tasks.filter(({ target }) => isRightOrWrong(target));
  return (
    <div className={styles['column']}>
      <FilterList tasks={tasks} images={measured.images} filter={filter} onFilter={onFilter} />
      {task === undefined ? undefined : (
        <section className={styles['section']} aria-label={t(isOfClasses(task.target) ? 'gallery.confusion' : 'gallery.scatter')}>
          <div className={styles['head']}>
            <h3>{t(isOfClasses(task.target) ? 'gallery.confusion' : 'gallery.scatter')}</h3>
            {drawn.length < 2 ? undefined : (
              <Select label={t('gallery.task')} className={styles['select']} value={task.id} options={drawn.map(({ id, name }) => ({ value: id, label: name }))} onChange={choose} />
            )}
          </div>
          {isOfClasses(task.target) ? <Confusion key={task.id} task={task} tasks={tasks} filter={filter} onFilter={onFilter} /> : <Scatter task={task} />}
        </section>
      )}
      {judged.length < 2 ? undefined : <JointTable judged={judged} tasks={tasks} filter={filter} onFilter={onFilter} />}
    </div>
  );
}

function hasFigure({ target }: OutcomeTask): boolean {
  return isOfClasses(target) || target.id === 'values';
}
