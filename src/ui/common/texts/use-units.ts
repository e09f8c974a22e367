import { useText } from './use-text';

/** The word behind a number of things that are counted: "1 step", "20 steps". */
export function useUnits(): (unit: 'steps' | 'images' | 'epochs', count: number) => string {
  const { t } = useText();
  return (unit, count) => t(count === 1 ? `training.unit.${unit}.one` : `training.unit.${unit}`);
}
