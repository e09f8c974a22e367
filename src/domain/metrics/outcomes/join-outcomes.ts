import { joinFloats } from '../../../lib/join-floats';

/** Of one task, what came of some images. */
type TaskArrays = Readonly<Record<'losses' | 'answers' | 'truths' | 'confidences', Float32Array>>;

/** What came of the images of all parts, per task, one part behind another. */
export function joinOutcomes(parts: readonly (readonly TaskArrays[])[]): readonly TaskArrays[] {
  return (parts[0] ?? []).map((_, task) => {
    const all = (name: keyof TaskArrays) => joinFloats(parts.map((own) => own[task]?.[name] ?? new Float32Array()));
    return { losses: all('losses'), answers: all('answers'), truths: all('truths'), confidences: all('confidences') };
  });
}
