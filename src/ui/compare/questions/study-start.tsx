import type { ReactNode } from 'react';
import type { StudyPlan } from '../../../experiment/studies/plans';
import type { StudySize } from '../../../experiment/studies/size';
import type { StudyFault } from '../../../experiment/studies/study-fault';
import type { Result } from '../../../lib/result';
import { Button } from '../../widgets/button';
import { useBeginStudy } from '../../common/studies/use-begin-study';
import { useSizeText } from '../../common/texts/use-size-text';
import styles from './forms.module.css';

interface StudyStartProps {
  readonly plan: StudyPlan | undefined;
  readonly size: Result<StudySize, StudyFault> | undefined;
  /** Said where there is no plan. */
  readonly wrong: string;
  readonly label: string;
  readonly onBegun: (study: string) => void;
  /** Fields between the button and what it takes. */
  readonly children?: ReactNode;
}

/**
 * The button that begins a study, how many runs and steps it would be and about how long it takes,
 * or why it cannot be.
 */
export function StudyStart({ plan, size, wrong, label, onBegun, children }: StudyStartProps) {
  const sizeText = useSizeText();
  const begin = useBeginStudy();
  const can = plan !== undefined && size?.ok === true;
  const said = plan === undefined || size === undefined ? wrong : sizeText(size);
  return (
    <div className={styles['start']}>
      <Button
        look="primary"
        disabled={!can}
        onClick={() => {
          const begun = plan === undefined ? undefined : begin(plan);
          if (begun !== undefined) onBegun(begun);
        }}
      >
        {label}
      </Button>
      {children}
      <span role="status" className={can ? styles['soft'] : styles['fault']}>
        {said}
      </span>
    </div>
  );
}
