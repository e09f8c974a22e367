import type { Finding, InspectionKind, Question } from '../../../protocol/inspections';
import type { ExperimentData } from '../../data/experiment-data';
import type { Subject } from '../../inspect/inspection';
import { inspections } from '../../inspect/inspections';
import type { Trainer } from '../../trainer-contract';
import { ProblemError } from '../failure';
import type { RunCompiler } from './run-compiler';
import type { RunResources } from './run-resources';

/** A run that is asked something. */
export interface InspectedRun extends Pick<Subject, 'now' | 'goOn'> {
  readonly place: RunResources;
  readonly data: ExperimentData;
  readonly compileFor: RunCompiler;
}

/**
 * Answers a question between two steps, once the device has compiled what that needs. Throws a
 * ProblemError where it cannot be answered.
 */
export async function inspect<Kind extends InspectionKind>(
  question: Question<Kind>,
  { place, data, compileFor, now, goOn }: InspectedRun,
): Promise<Finding<Kind>> {
  const { kind } = question;
  const inspection = inspections[kind];
  const ready = () => inspection.ready(question, data, place.trainer.step);
  const subjectOf = (trainer: Trainer): Subject => ({ trainer, data, step: place.trainer.step, now, goOn });
  const rehearse = inspection.rehearse ?? inspection.answer;
  await compileFor(programsOf(question), place.trainer.live, { ready, run: (trainer) => rehearse(question, subjectOf(trainer)) });
  const answer = await place.whenReady(ready, () => inspection.answer(question, subjectOf(place.trainer)));
  if (!answer.ok) throw new ProblemError(answer.error);
  return { kind, value: answer.value };
}

/** What decides which programs answer a question: of a list or a picture only how long it is. */
function programsOf(question: object): string {
  return JSON.stringify(question, (_name, value: unknown) => {
    if (ArrayBuffer.isView(value)) return value.byteLength;
    return Array.isArray(value) ? value.length : value;
  });
}
