import { useMemo } from 'react';
import { plannedSteps } from '../../experiment/context';
import { furtherSeeds } from '../../experiment/studies/more-seeds';
import { studyLimits } from '../../experiment/studies/plans';
import { progressOf } from '../../experiment/studies/queue-plan';
import type { Study } from '../../experiment/studies/study';
import { useApp } from '../common/app-store';
import { usePace } from '../common/studies/use-pace';
import { durationText } from '../common/texts/duration-text';
import { useText } from '../common/texts/use-text';
import { Button } from '../widgets/button';

/** So many seeds more are offered at once. */
const most = 3;

/**
 * Has a study that is over train further seeds and use what it has again; says about how long that
 * takes. Nothing where the study has as many as it may, or is still under way.
 */
export function MoreSeeds({ study }: { study: Study }) {
  const texts = useText();
  const { t, format } = texts;
  const extend = useApp((state) => state.studies.extend);
  const pace = usePace();
  const seeds = 'seeds' in study.plan ? study.plan.seeds.length : studyLimits.seeds;
  const count = Math.min(most, studyLimits.seeds - seeds);
  const further = useMemo(() => (count > 0 ? furtherSeeds(study, count) : undefined), [study, count]);
  if (further?.ok !== true || !progressOf(study).over) return undefined;
  const steps = further.value.runs.reduce((sum, { document }) => sum + plannedSteps(document), 0);
  const more = t('compare.moreSeeds', { count: format.integer(count) });
  return (
    <Button onClick={() => extend(study.id, further.value)}>
      {pace === undefined ? more : t('compare.moreSeeds.time', { more, time: durationText(texts, steps / pace) })}
    </Button>
  );
}
