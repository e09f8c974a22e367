import { fieldLabel } from '../../../experiment/naming/labels';
import type { Study } from '../../../experiment/studies/study';
import type { usePhrase } from '../../common/texts/use-phrase';
import type { Texts } from '../../common/texts/use-text';

/** What a study is called: its kind, and what it varies. */
export function studyName({ t }: Pick<Texts, 't'>, phrase: ReturnType<typeof usePhrase>, { plan, base }: Study): string {
  const kind = t(`studies.kind.${plan.kind}`);
  if (plan.kind !== 'sweep') return kind;
  const label = plan.axis.kind === 'methods' ? undefined : fieldLabel(base, plan.axis.path);
  const varied = label === undefined ? t('compare.methods') : typeof label === 'boolean' ? '' : phrase(label);
  return varied === '' ? kind : t('runs.named', { first: kind, second: varied });
}
