import type { Study, StudyEntry } from '../../../experiment/studies/study';
import { purposeLabel } from '../../../experiment/naming/study-labels';
import { useApp } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { questionOf } from '../../common/studies/question-of';
import { StudyProgress } from '../../common/studies/study-progress';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import { StudyFrame, StudyRunRow, useStudyName } from './study-frame';

/** A study of this tab, which can be stopped, gone on with and deleted. */
export function StudyItem({ study }: { study: Study }) {
  const { t } = useText();
  const remove = useApp((state) => state.studies.remove);
  const undo = useApp((state) => state.studies.undoRemove);
  const setNotice = useApp((state) => state.view.setNotice);
  const name = useStudyName(study);
  return (
    <StudyFrame
      study={study}
      name={name}
      place={t('runs.place.here')}
      progress={<StudyProgress study={study} />}
      found={<Found study={study} />}
      rows={study.entries.map((entry) => (
        <StudyRun key={JSON.stringify(entry.purpose)} study={study} entry={entry} />
      ))}
    >
      <Button
        look="quiet"
        title={t('runs.remove.about', { name })}
        onClick={() => {
          remove(study.id);
          setNotice(t('runs.removed', { name }), undo);
        }}
      >
        {t('runs.remove')}
      </Button>
    </StudyFrame>
  );
}

/** Leads to what a study found. */
function Found({ study }: { study: Study }) {
  const { t } = useText();
  const ask = useApp((state) => state.view.ask);
  const openPanel = useApp((state) => state.view.openPanel);
  const open = () => {
    ask(questionOf(study.plan), study.id);
    openPanel('compare');
  };
  return (
    <div>
      <Button onClick={open}>{t('runs.found')}</Button>
    </div>
  );
}

function StudyRun({ study, entry }: { study: Study; entry: StudyEntry }) {
  const { t } = useText();
  const phrase = usePhrase();
  const remove = useApp((state) => state.studies.removeRun);
  const undo = useApp((state) => state.studies.undoRemove);
  const setNotice = useApp((state) => state.view.setNotice);
  const { purpose, status, run } = entry;
  const name = phrase(purposeLabel(study, purpose));
  /** Why it cannot be deleted. */
  const kept = run === null ? 'runs.remove.none' : status === 'running' ? 'runs.remove.running' : undefined;
  return (
    <StudyRunRow study={study} entry={entry} run={run ?? undefined}>
      <Button
        look="quiet"
        aria-disabled={kept !== undefined}
        title={t(kept ?? 'runs.remove.ofStudy', { name })}
        onClick={() => {
          if (run === null || kept !== undefined) return;
          remove(run);
          setNotice(t('runs.removed', { name }), undo);
        }}
      >
        {t('runs.remove')}
      </Button>
    </StudyRunRow>
  );
}
