import type { RunId } from '../../../protocol/messages';
import { longestLabel, noLabel } from '../../../state/library/run-labels';
import { ownId } from '../../../state/view/run-places';
import { Button } from '../../widgets/button';
import { PopupButton } from '../../widgets/popups/popup';
import { useText } from '../../common/texts/use-text';
import { runLabels, useRunLabels } from '../use-run-labels';
import styles from './label-buttons.module.css';

/**
 * Pins a run, and gives it a name of one's own and a note; what is written is kept as it is typed.
 * @param name the usual name of the run
 */
export function LabelButtons({ run, name }: { readonly run: RunId; readonly name: string }) {
  const { t } = useText();
  const id = ownId(run);
  const label = useRunLabels()[id] ?? noLabel;
  return (
    <>
      <Button look="quiet" aria-pressed={label.isPinned} title={t('runs.pin.about', { name })} onClick={() => runLabels.write(id, { ...label, isPinned: !label.isPinned })}>
        {t(label.isPinned ? 'runs.pin.off' : 'runs.pin')}
      </Button>
      <PopupButton look="quiet" align="end" face={t('runs.label')} popupLabel={t('runs.label.about', { name })} title={t('runs.label.about', { name })} popupProps={{ className: styles['popup'] }}>
        {(close) => (
          <>
            <label className={styles['line']}>
              {t('runs.label.name')}
              <input
                data-autofocus
                value={label.name}
                placeholder={name}
                maxLength={longestLabel.name}
                onChange={(event) => runLabels.write(id, { ...label, name: event.target.value })}
                onKeyDown={({ key }) => {
                  if (key === 'Enter') close();
                }}
              />
            </label>
            <label className={styles['line']}>
              {t('runs.label.note')}
              <textarea rows={3} value={label.note} maxLength={longestLabel.note} onChange={(event) => runLabels.write(id, { ...label, note: event.target.value })} />
            </label>
          </>
        )}
      </PopupButton>
    </>
  );
}
