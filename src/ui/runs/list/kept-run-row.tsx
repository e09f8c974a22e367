import { runKey } from '../../../state/persistence/kept-keys';
import type { KeptRun } from '../../../state/library/kept-list';
import { useApp } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { useText } from '../../common/texts/use-text';
import { LabelButtons } from './label-buttons';
import { RunRow } from './run-row';
import { useShowKept } from './use-show-kept';
import styles from '../runs-panel.module.css';

/**
 * A run that lies in the browser's database and not on this page: of another tab, or an older one
 * of this tab.
 */
export function KeptRunRow({ run, name }: { run: KeptRun; name: string }) {
  const { t, format } = useText();
  const remove = useApp((state) => state.library.removeRun);
  const setNotice = useApp((state) => state.view.setNotice);
  const show = useShowKept();
  const { summary, place, startedAt, inUse } = run;
  const take = async () => {
    const undo = await remove(run);
    if (undo === undefined) setNotice(t('runs.remove.refused', { name }));
    else setNotice(t('runs.removed', { name }), undo);
  };
  const facts = [...(startedAt > 0 ? [format.moment(startedAt)] : []), t(`runs.place.${place}`)];
  const button = (
    <Button
      look="quiet"
      aria-disabled={inUse}
      title={t(inUse ? 'runs.remove.inUse' : 'runs.remove.about', { name })}
      onClick={() => {
        if (!inUse) void take();
      }}
    >
      {t('runs.remove')}
    </Button>
  );
  return (
    <li className={styles['item']}>
      {summary === undefined ? (
        <div className={styles['row']}>
          <span />
          <div className={styles['main']}>
            <span className={styles['name']}>{name}</span>
            <span className={styles['facts']}>{facts.map((fact) => <span key={fact}>{fact}</span>)}</span>
          </div>
          <div className={styles['actions']}>{button}</div>
        </div>
      ) : (
        <RunRow
          name={name}
          experiment={summary.experiment}
          tasks={summary.experiment.tasks}
          run={runKey(run)}
          onShow={() => show(run, name)}
          scores={summary.scores}
          facts={[t('runs.steps', { steps: format.integer(summary.steps) }), ...facts]}
        >
          <LabelButtons run={runKey(run)} name={name} />
          {button}
        </RunRow>
      )}
    </li>
  );
}
