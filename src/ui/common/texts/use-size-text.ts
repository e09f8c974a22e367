import { phrase } from '../../../experiment/naming/phrase';
import type { StudySize } from '../../../experiment/studies/size';
import type { StudyFault } from '../../../experiment/studies/study-fault';
import type { Result } from '../../../lib/result';
import { usePace } from '../studies/use-pace';
import { durationText } from './duration-text';
import { usePhrase } from './use-phrase';
import { useText } from './use-text';

/** How many runs and steps a study would be and about how long it takes, or why it cannot be. */
export function useSizeText(): (size: Result<StudySize, StudyFault>) => string {
  const { t, format } = useText();
  const say = usePhrase();
  const pace = usePace();
  return (size) => {
    if (!size.ok) return say(phrase('studies', size.error.code, size.error.params));
    const { runs, steps } = size.value;
    const time = pace === undefined ? t('studies.time.unknown') : durationText({ t, format }, steps / pace);
    return t('studies.size', { runs: format.integer(runs), steps: format.integer(steps), time });
  };
}
