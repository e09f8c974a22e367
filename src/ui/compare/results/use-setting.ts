import { cellLabel } from '../../../experiment/naming/study-labels';
import type { SweepPlan } from '../../../experiment/studies/plans';
import type { Study } from '../../../experiment/studies/study';
import { cellValues, withSetting } from '../../../experiment/studies/kinds/sweep';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import { usePutOnDesk } from '../../common/use-put-on-desk';

/** A setting of a sweep by its name, and what puts it into the experiment on the desk. */
export function useSetting({ base }: Study, plan: SweepPlan, cell: number): { readonly setting: string; readonly use: () => void } {
  const { t } = useText();
  const phrase = usePhrase();
  const put = usePutOnDesk();
  const setting = phrase(cellLabel(base, plan.axis, cell));
  const use = () => {
    const value = cellValues(plan.axis)[cell];
    const document = value === undefined ? undefined : withSetting(base, plan.axis, value);
    if (document?.ok === true) put(document.value, t('compare.used', { setting }));
  };
  return { setting, use };
}
