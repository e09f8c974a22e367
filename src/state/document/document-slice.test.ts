import { beforeEach, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/default-experiment';
import { stillCarried } from '../../experiment/link/linked-document';
import type { DocumentSlice } from './document-state';
import { createDocumentSlice } from './document-slice';

let slice: DocumentSlice;

beforeEach(() => {
  slice = createDocumentSlice(
    defaultExperiment,
    (change) => {
      slice = { ...slice, ...change(slice) };
    },
    () => slice,
  );
});

const weightOf = (task: number) => slice.experiment.tasks[task]?.weight;

describe('the document with its history', () => {
  it('undoes and redoes a command', () => {
    slice.execute('experiment.name', { name: 'first' });
    slice.execute('experiment.name', { name: 'second' });
    slice.undo();
    expect(slice.experiment.name).toBe('first');
    slice.undo();
    expect(slice.experiment).toEqual(defaultExperiment);
    slice.redo();
    slice.redo();
    expect(slice.experiment.name).toBe('second');
    slice.redo();
    expect(slice.experiment.name).toBe('second');
  });

  it('forgets what was undone once something else is done', () => {
    slice.execute('experiment.name', { name: 'first' });
    slice.undo();
    slice.execute('experiment.name', { name: 'other' });
    slice.redo();
    expect(slice.experiment.name).toBe('other');
  });

  it('makes one undo entry of a gesture, each preview counted from where it began', () => {
    slice.preview('task.weight', { task: 'digit', weight: 0.1 });
    slice.preview('task.weight', { task: 'digit', weight: 0.8 });
    expect(slice.past).toHaveLength(0);
    slice.commitGesture();
    expect(slice.past).toHaveLength(1);
    expect(weightOf(0)).toBe(0.8);
    expect((weightOf(1) ?? 0) / (weightOf(2) ?? 1)).toBeCloseTo(1.5, 10);
    slice.undo();
    expect(slice.experiment).toEqual(defaultExperiment);
  });

  it('ends a gesture before a command, so that neither swallows the other', () => {
    slice.preview('task.weight', { task: 'digit', weight: 0.1 });
    slice.execute('experiment.name', { name: 'during' });
    expect(slice.past).toHaveLength(2);
    slice.undo();
    expect(weightOf(0)).toBe(0.1);
  });

  it('says why a command was refused and changes nothing', () => {
    slice.execute('wire.add', { from: 'head-digit', to: 'conv-1' });
    expect(slice.refusal?.code).toBeDefined();
    expect(slice.experiment).toBe(defaultExperiment);
    expect(slice.past).toHaveLength(0);
  });

  it('opens another document without losing the one on the desk', () => {
    const other = { ...defaultExperiment, name: 'other' };
    slice.openDocument(other, []);
    expect(slice.experiment).toBe(other);
    slice.undo();
    expect(slice.experiment).toBe(defaultExperiment);
  });

  it('says what was repaired in a document for as long as that lies on the desk', () => {
    const repairs = [{ path: 'seed', code: 'missing', params: {} }] as const;
    slice.openDocument({ ...defaultExperiment, name: 'other' }, repairs);
    slice.execute('experiment.name', { name: 'mine' });
    slice.undo();
    expect(slice.repairs).toBe(repairs);
    slice.undo();
    expect(slice.repairs).toEqual([]);
  });
});

describe('what a document carries for its links', () => {
  const carried = { presentation: { lesson: 1 }, result: { step: 9 } };
  const held = () => stillCarried(slice.source, slice.experiment);

  it('stays through edits; the result only while the document would be trained alike', () => {
    slice.openDocument({ ...defaultExperiment, seed: 7 }, [], carried);
    slice.execute('experiment.name', { name: 'another name' });
    expect(held()).toEqual(carried);
    slice.execute('task.weight', { task: 'digit', weight: 0.9 });
    expect(held()).toEqual({ presentation: carried.presentation });
    slice.undo();
    expect(held()).toEqual(carried);
  });

  it('goes with its document as others are opened, undone and redone', () => {
    slice.openDocument({ ...defaultExperiment, seed: 7 }, [], carried);
    slice.openDocument({ ...defaultExperiment, seed: 8 }, []);
    expect(held()).toEqual({});
    slice.undo();
    expect(held()).toEqual(carried);
    slice.undo();
    expect(held()).toEqual({});
    slice.redo();
    expect(held()).toEqual(carried);
  });
});
