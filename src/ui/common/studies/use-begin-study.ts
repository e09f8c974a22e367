import { createStudy } from '../../../experiment/studies/create-study';
import type { StudyPlan } from '../../../experiment/studies/plans';
import { newId } from '../../../state/new-id';
import { useAppStore } from '../app-store';

/**
 * Begins a study of the document on the desk and answers its id; undefined where it cannot be,
 * which `studySize` has told before. Planned here and not in the state, so that plans come with the
 * panels that make them and not with the page.
 */
export function useBeginStudy(): (plan: StudyPlan) => string | undefined {
  const store = useAppStore();
  return (plan) => {
    const { document, studies } = store.getState();
    const study = createStudy(newId('study'), Date.now(), document.experiment, plan);
    if (!study.ok) return undefined;
    studies.begin(study.value);
    return study.value.id;
  };
}
