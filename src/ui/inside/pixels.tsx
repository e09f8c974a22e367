import { useMemo } from 'react';
import type { Saliency } from '../../protocol/inspections';
import { useApp } from '../common/app-store';
import { Picture } from '../common/answers/picture';
import { TaskSwatch } from '../common/tasks/task-swatch';
import { useTasks } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import { HelpTerm } from '../widgets/popups/help';
import { Part } from './part';
import { useFinding } from './use-finding';
import styles from './inside-panel.module.css';

/** Which pixels of the chosen test image matter to which task, the tasks side by side. */
export function Pixels() {
  const { t, format } = useText();
  const image = useApp((state) => state.view.example);
  const question = useMemo(() => ({ kind: 'saliency', images: [image] }) as const, [image]);
  const found = useFinding(question);
  return (
    <Part title={t('inside.pixels', { number: format.integer(image + 1) })} found={found}>
      {(value) => <Saliencies saliency={value} />}
    </Part>
  );
}

function Saliencies({ saliency }: { readonly saliency: Saliency }) {
  const { t, format } = useText();
  const tasks = useTasks();
  const shape = [...saliency.shape, 1];
  return (
    <>
      <ul className={styles['saliency']}>
        {tasks.map(({ id, name, colour, index }) => {
          const loss = saliency.losses[index] ?? Number.NaN;
          const isKnown = !Number.isNaN(loss);
          return (
            <li key={id} data-task={colour}>
              <p>
                <TaskSwatch colour={colour} /> <strong>{name}</strong> <span className={styles['soft']}>{isKnown ? t('inside.loss', { loss: format.significant(loss) }) : t('inside.noLabel')}</span>
              </p>
              {isKnown && (
                <>
                  <span>
                    <Heat shape={shape} map={saliency.gradient[index]} label={t('inside.gradientOf', { task: name })} />
                    <HelpTerm text={{ about: t('inside.gradient.about'), formula: 'x · ∂L / ∂x' }}>{t('inside.gradient')}</HelpTerm>
                  </span>
                  <span>
                    <Heat shape={shape} map={saliency.occlusion[index]} label={t('inside.occlusionOf', { task: name })} />
                    <HelpTerm text={{ about: t('inside.occlusion.about'), reference: 'Zeiler, Fergus 2014, “Visualizing and Understanding Convolutional Networks”, ECCV' }}>{t('inside.occlusion')}</HelpTerm>
                  </span>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles['soft']}>{t('inside.heat')}</p>
    </>
  );
}

/** How large each number of a map is, up or down, from black to the white of the largest. */
function Heat({ shape, map, label }: { readonly shape: readonly number[]; readonly map: Float32Array | undefined; readonly label: string }) {
  const shares = useMemo(() => {
    const most = map?.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) ?? 0;
    return map?.map((value) => (most > 0 ? Math.abs(value) / most : 0));
  }, [map]);
  return <Picture shape={shape} pixels={shares} factor={255} scale={4} label={label} />;
}
