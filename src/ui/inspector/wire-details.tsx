import { Trash2 } from 'lucide-react';
import type { Wire } from '../../domain/network/network';
import { useAppStore } from '../common/app-store';
import { Button } from '../widgets/button';
import { Section } from '../widgets/section';
import { useAnalysis } from '../common/use-analysis';
import { useNetworkText } from '../common/texts/use-network-text';
import { useTasks } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import { InsertLayer } from './insert-layer';
import styles from './layer-inspector.module.css';
import { TaskNames } from './task-names';

/** One wire: where it leads, which tasks it serves, and what can be done with it. */
export function WireDetails({ wire }: { readonly wire: Wire }) {
  const { t } = useText();
  const store = useAppStore();
  const words = useNetworkText();
  const analysis = useAnalysis();
  const tasks = useTasks();
  const served = tasks.filter((task) => analysis.tasks.get(wire.to)?.includes(task.id));
  const shape = analysis.shapes.get(wire.from);
  const { view, document } = store.getState();
  return (
    <Section title={t('canvas.wire')}>
      {served.length > 0 ? <TaskNames tasks={served} /> : <p className={styles['hint']}>{t('canvas.serves-none')}</p>}
      <dl className={styles['facts']}>
        {(['from', 'to'] as const).map((end) => (
          <div key={end}>
            <dt>{t(`canvas.${end}`)}</dt>
            <dd>
              <button type="button" className={styles['link']} onClick={() => view.select([wire[end]])}>
                {words.name(wire[end])}
              </button>
            </dd>
          </div>
        ))}
        {shape !== undefined && (
          <div>
            <dt>{t('canvas.shape')}</dt>
            <dd>{words.shape(shape)}</dd>
          </div>
        )}
      </dl>
      <InsertLayer wire={wire} />
      <div className={styles['actions']}>
        <Button
          onClick={() => {
            view.select([]);
            document.execute('wire.remove', { wires: [wire] });
          }}
        >
          <Trash2 size={14} aria-hidden /> {t('canvas.delete-wire')}
        </Button>
      </div>
    </Section>
  );
}
