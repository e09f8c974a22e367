import { isRightOrWrong } from '../../../domain/metrics/outcomes/right-answers';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useText } from '../../common/texts/use-text';
import { chosenImages, sameFilter, unsureImages, type Filter, type OutcomeTask } from '../filters';
import { filterText } from '../filter-text';
import styles from './column.module.css';

interface FilterListProps {
  readonly tasks: readonly OutcomeTask[];
  readonly images: number;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

/** All images, those that a task errs on, and those that the network is least sure of, each with their number. */
export function FilterList({ tasks, images, filter, onFilter }: FilterListProps) {
  const texts = useText();
  const { t, format } = texts;
  const wrong = tasks.filter(({ target }) => isRightOrWrong(target)).map(({ index }): Filter => ({ kind: 'wrong', task: index }));
  const filters: readonly Filter[] = [{ kind: 'all' }, ...wrong, { kind: 'unsure' }];
  return (
    <div role="group" aria-label={t('gallery.filters')} className={styles['filters']}>
      {filters.map((one) => {
        const count = chosenImages(one, tasks, images).length;
        const task = one.kind === 'wrong' ? tasks[one.task] : undefined;
        if (one.kind === 'unsure' && count === 0) return undefined;
        return (
          <button
            key={filterText(texts, one, tasks)}
            type="button"
            aria-pressed={sameFilter(one, filter)}
            className={styles['filter']}
            title={one.kind === 'unsure' ? t('gallery.unsure.about', { count: format.integer(Math.min(unsureImages, count)) }) : undefined}
            data-task={task?.colour}
            onClick={() => onFilter(one)}
          >
            {task === undefined ? undefined : <TaskSwatch colour={task.colour} />}
            <span>{filterText(texts, one, tasks)}</span>
            <span className={styles['count']}>{format.integer(count)}</span>
          </button>
        );
      })}
    </div>
  );
}
