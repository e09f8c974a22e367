import { useMemo, useState } from 'react';
import { useApp } from '../common/app-store';
import { useText } from '../common/texts/use-text';
import { Column } from './column/column';
import { chosenImages, orderedImages, usualOrder, type Filter, type Order } from './filters';
import { Gallery } from './gallery/gallery';
import { useOutcomes, type ShownOutcomes } from './use-outcomes';
import styles from './predictions-panel.module.css';

/** What the network says to every test image: a gallery, and beside it what filters it. */
export default function PredictionsPanel() {
  const { t, code, format } = useText();
  const shown = useOutcomes();
  const done = useApp((state) => state.session.outcomesDone);
  const problem = useApp((state) => state.session.outcomesProblem);
  if (problem !== undefined) return <p className={styles['note']} role="alert">{t('gallery.failed', { problem: code('problems', problem.code, problem.params) })}</p>;
  if (shown.kind === 'known') return <Known key={`${shown.measured.run} ${shown.tasks.map(({ id }) => id).join(' ')}`} shown={shown} />;
  if (shown.kind !== 'loading') return <p className={styles['note']}>{t(`gallery.${shown.kind}`)}</p>;
  return <p className={styles['note']}>{done === undefined ? t('common.loading') : t('gallery.loading', { done: format.integer(done.done), total: format.integer(done.total) })}</p>;
}

function Known({ shown }: { readonly shown: Extract<ShownOutcomes, { kind: 'known' }> }) {
  const { measured, tasks } = shown;
  const [filter, setFilter] = useState<Filter>({ kind: 'all' });
  const [order, setOrder] = useState<Order>();
  const [page, setPage] = useState(0);
  const used = order ?? usualOrder(filter);
  const chosen = useMemo(() => chosenImages(filter, tasks, measured.images), [filter, tasks, measured]);
  const images = useMemo(() => orderedImages(chosen, used, tasks), [chosen, used, tasks]);
  const choose = (next: Filter) => {
    setFilter(next);
    setOrder(undefined);
    setPage(0);
  };
  return (
    <div className={styles['panel']}>
      <Column shown={shown} filter={filter} onFilter={choose} />
      <Gallery
        shown={shown}
        filter={filter}
        images={images}
        order={used}
        onOrder={(next) => {
          setOrder(next);
          setPage(0);
        }}
        onShowAll={() => choose({ kind: 'all' })}
        page={page}
        onPage={setPage}
      />
    </div>
  );
}
