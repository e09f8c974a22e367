import type { StudyPlan } from '../../../experiment/studies/plans';
import type { StudySize } from '../../../experiment/studies/size';
import type { StudyFault } from '../../../experiment/studies/study-fault';
import type { Result } from '../../../lib/result';
import { Button } from '../../widgets/button';
import { useBeginStudy } from '../../common/studies/use-begin-study';
import { useSizeText } from '../../common/texts/use-size-text';
import { useText } from '../../common/texts/use-text';
import styles from './dialogs.module.css';

interface StudyStartProps {
  readonly plan: StudyPlan | undefined;
  readonly size: Result<StudySize, StudyFault> | undefined;
  /** Said where there is no plan. */
  readonly wrong: string;
  readonly onBegun: () => void;
}

/**
 * The end of a dialog: how many runs and steps it would be, or why it cannot be; and the button
 * that begins it.
 */
export function StudyStart({ plan, size, wrong, onBegun }: StudyStartProps) {
  const { t } = useText();
  const sizeText = useSizeText();
  const begin = useBeginStudy();
  const can = plan !== undefined && size?.ok === true;
  const said = plan === undefined || size === undefined ? wrong : sizeText(size);
  return (
    <div className={styles['end']}>
      <span role="status" className={can ? styles['soft'] : styles['fault']}>
        {said}
      </span>
      <Button
        look="primary"
        disabled={!can}
        onClick={() => {
          if (plan !== undefined && begin(plan) !== undefined) onBegun();
        }}
      >
        {t('runs.sweep.begin')}
      </Button>
    </div>
  );
}
