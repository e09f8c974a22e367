import { Snowflake } from 'lucide-react';
import { useApp } from '../common/app-store';
import { Button } from '../widgets/button';
import { freezeChange } from '../common/freeze-change';
import { ariaKeys } from '../common/shortcuts';
import { useAnalysis } from '../common/use-analysis';
import { useText } from '../common/texts/use-text';

/**
 * Holds the weights of layers while the others train, or lets them move again; nothing where none
 * of them learns.
 */
export function FreezeButton({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useText();
  const execute = useApp((state) => state.document.execute);
  const experiment = useApp((state) => state.document.experiment);
  const change = freezeChange(experiment, useAnalysis(), ids);
  if (change === undefined) return null;
  return (
    <Button
      aria-keyshortcuts={ariaKeys('freeze')}
      title={t('canvas.freeze-help')}
      onClick={() => execute('layer.freeze', change)}
    >
      <Snowflake size={14} aria-hidden /> {t(change.frozen ? 'canvas.freeze' : 'canvas.thaw')}
    </Button>
  );
}
