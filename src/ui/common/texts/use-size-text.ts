import { phrase } from '../../../experiment/naming/phrase';
import type { StudySize } from '../../../experiment/studies/size';
import type { StudyFault } from '../../../experiment/studies/study-fault';
import type { Result } from '../../../lib/result';
import { usePhrase } from './use-phrase';
import { useText } from './use-text';

/** How many runs and steps a study would be, or why it cannot be. */
export function useSizeText(): (size: Result<StudySize, StudyFault>) => string {
  const { t, format } = useText();
  const say = usePhrase();
  return (size) =>
    size.ok
      ? t('studies.size', { runs: format.integer(size.value.runs), steps: format.integer(size.value.steps) })
      : say(phrase('studies', size.error.code, size.error.params));
}
