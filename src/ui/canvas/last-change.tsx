import { effectOf } from '../../experiment/naming/effect';
import { useApp } from '../common/app-store';
import { usePhrase } from '../common/texts/use-phrase';
import { useText } from '../common/texts/use-text';

/**
 * What the last change of the document did, in one sentence; before any, what strands are. It
 * follows from the history of documents, so that an undo tells of the change before.
 */
export default function LastChange() {
  const { t } = useText();
  const words = usePhrase();
  const before = useApp((state) => state.document.past.at(-1)?.experiment);
  const after = useApp((state) => state.document.experiment);
  const effect = before === undefined ? undefined : effectOf(before, after);
  return <>{effect === undefined ? t('canvas.strands') : words(effect)}</>;
}
