import type { ClassName } from '../../../domain/datasets/dataset';
import { taskLabel } from '../../../experiment/naming/task-label';
import type { ExperimentTask } from '../../../experiment/schema';
import { phraseText } from '../../../i18n/phrase-text';
import { translateCode, type Language } from '../../../i18n/translate';

type Tasks = readonly Pick<ExperimentTask, 'id' | 'kind' | 'name'>[];

/** The name of one of a document's tasks in a language; its id where there is none of it. */
export function taskName(tasks: Tasks, id: string, language: Language): string {
  return phraseText(language, taskLabel(tasks, id));
}

/** The names of a document's tasks, in their order. */
export function taskNames(tasks: Tasks, language: Language): readonly string[] {
  return tasks.map(({ id }) => taskName(tasks, id, language));
}

/** The name of a class: that of the catalogue, or whoever named it has it in their own words. */
export function className(name: ClassName, language: Language): string {
  return 'text' in name ? name.text : translateCode(language, 'tasks', `class.${name.id}`);
}
