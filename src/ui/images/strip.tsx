import { useApp } from '../common/app-store';
import { useText } from '../common/texts/use-text';
import { Example } from './example';
import { Thumbnails } from './thumbnails';
import { useAnswers } from './use-answers';
import styles from './strip.module.css';

/**
 * The example: one of eight test images large, with what every task says to it, and all eight small
 * to choose from. It has the same height before the first answer, whatever the tasks are.
 */
export function Strip() {
  const { t } = useText();
  const answers = useAnswers();
  const choose = useApp((state) => state.view.chooseExample);
  const { predictions } = answers;
  return (
    <section
      className={styles['strip']}
      aria-label={predictions === undefined ? t('predictions.title.waiting') : t('predictions.title')}
      data-testid="test-images"
      data-step={predictions?.step ?? ''}
    >
      <Example answers={answers} />
      <Thumbnails answers={answers} onChoose={choose} />
    </section>
  );
}
