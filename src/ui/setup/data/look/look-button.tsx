import { useState } from 'react';
import { Images } from 'lucide-react';
import type { DatasetId } from '../../../../domain/datasets/datasets';
import { setDataset } from '../../../../experiment/edits/data';
import type { Experiment } from '../../../../experiment/schema';
import { ok } from '../../../../lib/result';
import { useApp, useAppStore } from '../../../common/app-store';
import { useText } from '../../../common/texts/use-text';
import { Button } from '../../../widgets/button';
import { Late } from '../../../widgets/late';
import { DataDialog } from './late-data-dialog';
import styles from '../data-section.module.css';

/** Shows what a data set is: the one on the desk with its tasks, or another with those that it would bring. */
export function LookButton({ dataset }: { readonly dataset: DatasetId | 'own' }) {
  const { t, code } = useText();
  const store = useAppStore();
  const isOnDesk = useApp((state) => state.document.experiment.data.dataset === dataset);
  const [seen, setSeen] = useState<Experiment>();
  const ownName = useApp((state) => state.document.experiment.data.own?.name);
  const name = dataset === 'own' ? (ownName ?? '') : code('canvas', `dataset.${dataset}`);
  const label = t('look.open.of', { name });
  return (
    <>
      <Button
        look="quiet"
        square={!isOnDesk}
        className={isOnDesk ? undefined : styles['look']}
        aria-label={label}
        title={label}
        onClick={() => {
          const { experiment } = store.getState().document;
          const edited = dataset === 'own' ? ok(experiment) : setDataset(experiment, { dataset });
          if (edited.ok) setSeen(edited.value);
        }}
      >
        <Images size={14} aria-hidden />
        {isOnDesk ? t('look.open') : undefined}
      </Button>
      {seen === undefined ? undefined : (
        <Late>
          <DataDialog experiment={seen} name={name} onClose={() => setSeen(undefined)} />
        </Late>
      )}
    </>
  );
}
