import { progressOf } from '../../../experiment/studies/queue-plan';
import { runKey } from '../../../state/persistence/kept-keys';
import type { KeptStudy } from '../../../state/library/kept-list';
import { useApp } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { useText } from '../../common/texts/use-text';
import { StudyFrame, StudyRunRow, useStudyName } from './study-frame';
import { useShowKept } from './use-show-kept';
import styles from '../runs-panel.module.css';

/**
 * A study of another tab: its results and runs; that of a closed tab can be brought here, to go on
 * with it.
 */
export function KeptStudyItem({ kept }: { kept: KeptStudy }) {
  const { t, format } = useText();
  const remove = useApp((state) => state.library.removeStudy);
  const takeOver = useApp((state) => state.library.takeOver);
  const setNotice = useApp((state) => state.view.setNotice);
  const show = useShowKept();
  const { study, place, tab } = kept;
  const name = useStudyName(study);
  const isOpen = place === 'open';
  const { done, total } = progressOf(study);
  const counts = { done: format.integer(done), total: format.integer(total) };
  const bring = async () => {
    if (!(await takeOver(kept))) setNotice(t('runs.unreadable', { name }));
  };
  const take = async () => {
    const undo = await remove(kept);
    if (undo === undefined) setNotice(t('runs.remove.refused', { name }));
    else setNotice(t('runs.removed', { name }), undo);
  };
  return (
    <StudyFrame
      study={study}
      name={name}
      place={t(`runs.place.${place}`)}
      progress={done === total ? undefined : <p className={styles['soft']}>{t('studies.done', counts)}</p>}
      found={<p className={styles['soft']}>{t(isOpen ? 'runs.found.open' : 'runs.found.closed')}</p>}
      rows={study.entries.map((entry) => {
        const at = { tab, group: 'study-run', id: entry.run ?? '' } as const;
        const run = entry.run === null ? undefined : runKey(at);
        return <StudyRunRow key={JSON.stringify(entry.purpose)} study={study} entry={entry} run={run} onShow={(label) => show(at, label)} />;
      })}
    >
      <Button look="quiet" aria-disabled={isOpen} title={t(isOpen ? 'runs.openElsewhere' : 'runs.takeOver.about', { name })} onClick={() => (isOpen ? undefined : void bring())}>
        {t('runs.takeOver')}
      </Button>
      <Button look="quiet" aria-disabled={isOpen} title={t(isOpen ? 'runs.openElsewhere' : 'runs.remove.about', { name })} onClick={() => (isOpen ? undefined : void take())}>
        {t('runs.remove')}
      </Button>
    </StudyFrame>
  );
}
