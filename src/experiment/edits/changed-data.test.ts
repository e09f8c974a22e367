import { describe, expect, it } from 'vitest';
import { applyCommand, type CommandArguments, type CommandId } from '../commands';
import { defaultExperiment } from '../default-experiment';
import { needsRestart } from '../field-values';
import { decodeLink, encodeLink } from '../link/link-codec';
import type { Experiment } from '../schema';

/** The document after a command that must be taken. */
function after<Id extends CommandId>(experiment: Experiment, id: Id, args: CommandArguments<Id>): Experiment {
  const result = applyCommand(experiment, id, args);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** Why a command is refused on the default document. */
function refusal<Id extends CommandId>(id: Id, args: CommandArguments<Id>): string {
  const result = applyCommand(defaultExperiment, id, args);
  return result.ok ? 'taken' : result.error.code;
}

describe('what a task’s labels lack', () => {
  it('is each clamped and rounded, absent where nothing is lacking, in the link, and asks for a restart', () => {
    const labelsOf = (experiment: typeof defaultExperiment) => experiment.tasks[0]?.labels;
    const lacking = after(defaultExperiment, 'task.labels', { task: 'digit', missing: 0.25 });
    expect(labelsOf(lacking)).toEqual({ missing: 0.25 });
    const more = after(after(after(lacking, 'task.labels', { task: 'digit', noise: 2 }), 'task.labels', { task: 'digit', examples: 99.6 }), 'task.labels', { task: 'digit', imbalance: 500 });
    expect(labelsOf(more)).toEqual({ missing: 0.25, noise: 1, examples: 100, imbalance: 100 });
    const read = decodeLink(encodeLink(more));
    expect(read.ok && read.value).toEqual({ experiment: more, repairs: [] });
    expect(needsRestart(lacking, after(lacking, 'task.labels', { task: 'digit', imbalance: 2 }))).toBe(true);
    const none = after(more, 'task.labels', { task: 'digit', missing: 0, noise: -1, examples: undefined, imbalance: 0 });
    expect(none).toEqual(defaultExperiment);
    expect(refusal('task.labels', { task: 'digit', imbalance: Number.NaN })).toBe('not-a-number');
  });
});

describe('augmentation', () => {
  it('is set in parts, clamped to whole pixels, and leaves the document as it was when it is off again', () => {
    const shifted = after(defaultExperiment, 'data.augmentation', { shift: 1.7 });
    expect(shifted.data.augmentation).toEqual({ shift: 2, flip: false });
    const both = after(shifted, 'data.augmentation', { flip: true });
    expect(both.data.augmentation).toEqual({ shift: 2, flip: true });
    expect(after(both, 'data.augmentation', { shift: 9 }).data.augmentation).toEqual({ shift: 4, flip: true });
    const off = after(after(both, 'data.augmentation', { shift: 0 }), 'data.augmentation', { flip: false });
    expect(encodeLink(off)).toBe(encodeLink(defaultExperiment));
    expect(off.data).toEqual(defaultExperiment.data);
    expect(after(defaultExperiment, 'data.augmentation', { shift: 0 })).toBe(defaultExperiment);
    expect(refusal('data.augmentation', { shift: Number.NaN })).toBe('not-a-number');
  });

  it('beyond whole pixels is written down where it is any, and else left out', () => {
    const turned = after(defaultExperiment, 'data.augmentation', { rotate: 14.6 });
    expect(turned.data.augmentation).toEqual({ shift: 0, flip: false, rotate: 15 });
    const more = after(turned, 'data.augmentation', { zoom: 0.125, contrast: 2, brightness: -1 });
    expect(more.data.augmentation).toEqual({ shift: 0, flip: false, rotate: 15, zoom: 0.125, contrast: 0.5 });
    const shifted = after(after(more, 'data.augmentation', { shift: 1 }), 'data.augmentation', { rotate: 0, zoom: 0, contrast: 0 });
    expect(shifted.data).toEqual(after(defaultExperiment, 'data.augmentation', { shift: 1 }).data);
    expect(after(more, 'data.augmentation', { rotate: 0, zoom: 0, contrast: 0 }).data).toEqual(defaultExperiment.data);
    expect(refusal('data.augmentation', { brightness: Number.NaN })).toBe('not-a-number');
    const cropped = after(turned, 'data.augmentation', { crop: 0.7, noise: 0.1, cutout: 0.9 });
    expect(cropped.data.augmentation).toEqual({ shift: 0, flip: false, rotate: 15, crop: 0.5, noise: 0.1, cutout: 0.75 });
    expect(after(cropped, 'data.augmentation', { crop: 0, noise: 0, cutout: 0 }).data).toEqual(turned.data);
    expect(needsRestart(turned, cropped)).toBe(true);
    const read = decodeLink(encodeLink(more));
    expect(read.ok && read.value.experiment.data.augmentation).toEqual(more.data.augmentation);
    expect(needsRestart(shifted, after(shifted, 'data.augmentation', { brightness: 0.1 }))).toBe(true);
    // It goes along with other data, other than flips.
    const photographs = after(after(more, 'data.augmentation', { flip: true }), 'data.dataset', { dataset: 'cifar10' });
    expect(after(photographs, 'data.dataset', { dataset: 'mnist' }).data.augmentation).toEqual(more.data.augmentation);
  });

  it('takes a restart, and goes along with other data', () => {
    const both = after(defaultExperiment, 'data.augmentation', { shift: 1, flip: true });
    expect(needsRestart(defaultExperiment, both)).toBe(true);
    const photographs = after(both, 'data.dataset', { dataset: 'cifar10' });
    expect(photographs.data.augmentation).toEqual({ shift: 1, flip: true });
    // A mirrored digit is none; that is one edit with the data, so that one undo takes both back.
    expect(after(photographs, 'data.dataset', { dataset: 'mnist' }).data.augmentation).toEqual({ shift: 1, flip: false });
    const flipped = after(photographs, 'data.augmentation', { shift: 0 });
    expect(after(flipped, 'data.dataset', { dataset: 'mnist' }).data).not.toHaveProperty('augmentation');
    const { augmentation, ...data } = both.data;
    expect(needsRestart(both, { ...both, data: augmentation === undefined ? data : { augmentation, ...data } })).toBe(false);
  });
});
