import { Snowflake } from 'lucide-react';
import { useApp, useAppStore } from '../common/app-store';
import { Button } from '../common/button';
import { ariaKeys } from '../common/shortcuts';
import { useAnalysis } from '../common/use-analysis';
import { useText } from '../common/use-text';

/** Holds the weights of layers while the others train, or lets them move again; nothing where none of them learns. */
export function FreezeButton({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useText();
  const store = useAppStore();
  const { parameterCounts } = useAnalysis();
  const layers = useApp((state) => state.document.experiment.network.layers);
  const learning = layers.filter(({ id }) => ids.includes(id) && (parameterCounts.get(id) ?? 0) > 0);
  if (learning.length === 0) return null;
  const frozen = learning.every((layer) => layer.frozen === true);
  return (
    <Button
      aria-pressed={frozen}
      aria-keyshortcuts={ariaKeys('freeze')}
      title={t('canvas.freeze-help')}
      onClick={() => store.getState().document.execute('layer.freeze', { ids: learning.map(({ id }) => id), frozen: !frozen })}
    >
      <Snowflake size={14} aria-hidden /> {t(frozen ? 'canvas.thaw' : 'canvas.freeze')}
    </Button>
  );
}
