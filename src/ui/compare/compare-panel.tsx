import type { StudyQuestion } from '../../state/app-state';
import { useApp } from '../common/app-store';
import { questionOf } from '../common/studies/question-of';
import { useText } from '../common/texts/use-text';
import { Button } from '../widgets/button';
import { QuestionPanel } from './question-panel';
import styles from './compare-panel.module.css';

const questions: readonly StudyQuestion[] = ['together', 'method', 'weights', 'setting'];

/**
 * Questions that take more than one run, as buttons: what is asked, what it takes, and what was
 * found. Opened first is that of the newest study.
 */
export default function ComparePanel() {
  const { t } = useText();
  const ask = useApp((state) => state.view.ask);
  const asked = useApp((state) => state.view.question);
  const newest = useApp((state) => state.studies.studies.at(-1)?.plan);
  const open = asked?.about ?? (newest === undefined ? 'together' : questionOf(newest));
  return (
    <div className={styles['panel']}>
      <div role="group" aria-label={t('compare.questions')} className={styles['questions']}>
        {questions.map((question) => (
          <Button key={question} aria-pressed={question === open} onClick={() => ask(question)}>
            {t(`compare.question.${question}`)}
          </Button>
        ))}
      </div>
      <QuestionPanel key={open} question={open} chosen={asked?.study} />
    </div>
  );
}
