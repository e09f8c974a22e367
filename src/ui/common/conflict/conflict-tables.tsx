import { cosineMatrix, lowestPair } from '../../../domain/metrics/conflict/cosines';
import { magnitudeSimilarities } from '../../../domain/metrics/conflict/magnitude-similarity';
import { translateCode } from '../../../i18n/translate';
import { tintOf } from '../../widgets/tint';
import { useApp } from '../app-store';
import { newestConflict } from '../live-readings';
import { useTasks } from '../tasks/use-tasks';
import { useText } from '../texts/use-text';
import { isNoise } from './noise';
import { PairTable, PairTableKey } from './pair-table';
import styles from './pair-table.module.css';

interface ConflictTablesProps {
  /** Undefined for all shared weights together. */
  readonly layer: string | undefined;
  /** How alike in length the gradients are, too. */
  readonly similarity: boolean;
}

/**
 * How the gradients of every two tasks conflict at one shared layer, or at all shared weights
 * together: cosines, and on request how alike in length they are.
 */
export function ConflictTables({ layer, similarity }: ConflictTablesProps) {
  const { t, format } = useText();
  const tasks = useTasks();
  const every = useApp((state) => state.view.conflictEvery);
  const measured = useApp((state) => newestConflict(state, layer));
  if (measured === undefined) {
    const often = every === 1 ? t('canvas.conflict-none.one') : t('canvas.conflict-none', { steps: format.integer(every) });
    return <p className={styles['hint']}>{every === 0 ? t('canvas.conflict-never') : often}</p>;
  }
  const size = measured.tasks.length;
  const cosines = cosineMatrix(measured.gram, size);
  const shown = measured.tasks.flatMap((index) => tasks[index] ?? []);
  return (
    <>
      <PairTable
        name={t('canvas.conflict-cosine')}
        help={{ english: translateCode('en', 'canvas', 'conflict-cosine'), about: t('canvas.conflict-help'), formula: t('curves.cosine.formula') }}
        tasks={shown}
        values={cosines}
        lowest={lowestPair(cosines)}
        tint={(cosine) => tintOf(isNoise(cosine) ? Number.NaN : cosine)}
      />
      {similarity ? (
        <PairTable
          name={t('canvas.conflict-similarity')}
          help={{ english: translateCode('en', 'canvas', 'conflict-similarity'), about: t('curves.similarity.about'), formula: t('curves.similarity.formula') }}
          tasks={shown}
          values={magnitudeSimilarities(measured.gram, size)}
          lowest={undefined}
          tint={() => 'var(--sunken)'}
        />
      ) : undefined}
      <PairTableKey tasks={shown} />
      <p className={styles['hint']}>{t('canvas.conflict-at', { step: format.integer(measured.step) })}</p>
    </>
  );
}
