import { useText } from '../common/texts/use-text';
import type { WatchedRun } from './use-watched-run';

/**
 * What a chart without lines says: what was changed, where that asks for a restart, or else how
 * lines come to it.
 */
export function useEmptyText({ changed }: Pick<WatchedRun, 'changed'>, otherwise: string): string {
  const { t } = useText();
  return changed === undefined ? otherwise : t(`curves.changed.${changed}`);
}
