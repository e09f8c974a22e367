import { useApp } from '../../common/app-store';
import { newestScores } from '../../../state/runs/run-scores';
import type { Study } from '../../../experiment/studies/study';
import { purposeLabel } from '../../../experiment/naming/study-labels';
import { CopyButtons } from '../../common/tables/copy-buttons';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import { givenName, useRunLabels } from '../use-run-labels';
import { useKeptNames, useShownNames } from '../use-run-names';
import { entryScores, runsTable, type ListedRun } from './runs-table';
import type { RunItem } from './use-run-items';

/** Copies the list of runs as a table, with the runs of studies that are over. */
export function CopyRuns({ items }: { items: readonly RunItem[] }) {
  const texts = useText();
  const { t } = texts;
  const phrase = usePhrase();
  const desk = useApp((state) => state.session.runs);
  const deskNames = useShownNames(desk);
  const names = useKeptNames();
  const labels = useRunLabels();
  const ofStudy = ({ base, plan, entries }: Study): readonly ListedRun[] =>
    entries.flatMap((entry) =>
      entry.result === null
        ? []
        : [{ name: phrase(purposeLabel({ base, plan }, entry.purpose)), experiment: entry.document, tasks: base.tasks, scores: entryScores(entry), steps: entry.result.steps, begun: undefined }],
    );
  const listed = (item: RunItem): readonly ListedRun[] => {
    switch (item.kind) {
      case 'run': {
        const { record } = item;
        const name = deskNames[desk.indexOf(record)] ?? record.experiment.name;
        const scores = record.series.tests.length === 0 ? [] : newestScores(record);
        return [{ name, experiment: record.experiment, tasks: record.experiment.tasks, scores, steps: record.series.steps, begun: record.startedAt }];
      }
      case 'kept-run': {
        const { summary, startedAt } = item.run;
        if (summary === undefined) return [];
        const { experiment, scores, steps } = summary;
        return [{ name: givenName(labels, item.key, names.get(item.key) ?? t('runs.damaged')), experiment, tasks: experiment.tasks, scores, steps, begun: startedAt > 0 ? startedAt : undefined }];
      }
      case 'study':
        return ofStudy(item.study);
      case 'kept-study':
        return ofStudy(item.kept.study);
    }
  };
  return <CopyButtons table={() => runsTable(texts, items.flatMap(listed))} />;
}
