import type { Experiment } from '../schema';
import { differencesBetween, type Difference } from './differences';
import { fieldLabel, kindLabel, valueLabel, weightLabel } from './labels';
import { phrase, type Phrase } from './phrase';
import { taskLabel } from './task-label';

/** How many differences a name tells; the rest is a number. */
const listed = 3;
/** How many things of one kind a name lists. */
const listedThings = 4;

/** Whose weights a run began with: the name of that run, where it is known, and its steps by then. */
export interface KeptFrom {
  readonly run: Phrase | string | undefined;
  readonly step: number;
}

/**
 * A run named by what differs from another document, mostly that of the run before: "PCGrad instead
 * of static weights; learning rate 0.003". Short: three differences at the most, then how many
 * more; last, whose weights it began with, where it did not begin with those of its seed.
 */
export function runName(before: Experiment, after: Experiment, kept?: KeptFrom): Phrase {
  const parts = differencesBetween(before, after).flatMap((difference) => differencePhrases(before, after, difference));
  // "And 1 more" is as long as what it would hide.
  const shown = parts.length === listed + 1 ? parts : parts.slice(0, listed);
  const more = parts.length - shown.length;
  const rest = more === 0 ? [] : [phrase('studies', 'name.more', { count: more })];
  return joined([...shown, ...rest, ...(kept === undefined ? [] : [keptPhrase(kept)])]);
}

/**
 * Parts of a name, set apart more strongly than the items of a list; without any the documents are
 * the same.
 */
function joined(parts: readonly Phrase[]): Phrase {
  const [first, ...rest] = parts;
  if (first === undefined) return phrase('studies', 'name.same');
  return rest.length === 0 ? first : phrase('studies', 'name.joined', { first, rest: joined(rest) });
}

/**
 * The same by the id of the run that the weights are from, which is looked for among runs of one
 * desk, from old to new.
 */
export function keptFromOf(
  from: { readonly run: string; readonly step: number } | undefined,
  runs: readonly { readonly id: string; readonly experiment: Experiment }[],
): KeptFrom | undefined {
  if (from === undefined) return undefined;
  const place = runs.findIndex(({ id }) => id === from.run);
  const [source, before] = [runs[place]?.experiment, runs[place - 1]?.experiment];
  const run = source !== undefined && before !== undefined ? runName(before, source) : source?.name;
  return { run: run === '' ? undefined : run, step: from.step };
}

function keptPhrase({ run, step }: KeptFrom): Phrase {
  return run === undefined ? phrase('studies', 'name.keptOfOther', { step }) : phrase('studies', 'name.kept', { run, step });
}

/** A difference in words; more than one where things were added and taken away. */
export function differencePhrases(before: Experiment, after: Experiment, difference: Difference): readonly Phrase[] {
  switch (difference.kind) {
    case 'field':
      return [fieldPhrase(before, after, difference)];
    case 'weights':
      return [weightsPhrase(after, difference.changes)];
    case 'tasks':
      return withAndWithout(
        difference.added.map((id) => taskLabel(after.tasks, id)),
        difference.removed.map((id) => taskLabel(before.tasks, id)),
      );
    case 'questions':
      return [phrase('studies', 'name.questions', { tasks: bounded(difference.tasks.map((id) => taskLabel(after.tasks, id))) })];
    case 'layers': {
      // Heads come and go with their tasks.
      const withoutHeads = (kinds: typeof difference.added) => kinds.filter((kind) => kind !== 'head').map(kindLabel);
      const [added, removed] = [withoutHeads(difference.added), withoutHeads(difference.removed)];
      const tasksSame = before.tasks.length === after.tasks.length;
      if (added.length + removed.length === 0 && tasksSame) return [phrase('studies', 'name.heads')];
      return withAndWithout(counted(added), counted(removed));
    }
    case 'frozen':
    case 'thawed':
      return [phrase('studies', `name.${difference.kind}`, { layers: bounded(difference.layers) })];
    case 'wires':
    case 'ties':
    case 'order':
      return [phrase('studies', `name.${difference.kind}`)];
  }
}

function fieldPhrase(before: Experiment, after: Experiment, { path, ...change }: Extract<Difference, { kind: 'field' }>): Phrase {
  const field = fieldLabel(after, path);
  const value = valueLabel(after, path, change.after);
  if (typeof change.after === 'boolean') return phrase('studies', change.after ? 'name.on' : 'name.off', { field });
  // The names of methods, optimisers and data sets say by themselves what they are; a layer's or a
  // parameter's choice does not.
  const speaks = ['balancing.method', 'optimizer.kind', 'data.dataset'].includes(path);
  if (!speaks) return phrase('studies', 'name.value', { field, value });
  return phrase('studies', 'name.instead', { after: value, before: valueLabel(before, path, change.before) });
}

function weightsPhrase(after: Experiment, changes: Extract<Difference, { kind: 'weights' }>['changes']): Phrase {
  const [first, second] = changes;
  if (first !== undefined && second === undefined) {
    return phrase('studies', 'name.value', { field: fieldLabel(after, `tasks.${first.task}.weight`), value: first.after });
  }
  const items = changes.map((change) => weightLabel(after.tasks, change.task, change.after));
  return phrase('studies', 'name.weights', { items: bounded(items) });
}

function withAndWithout(added: readonly (Phrase | string)[], removed: readonly (Phrase | string)[]): readonly Phrase[] {
  return [
    ...(added.length > 0 ? [phrase('studies', 'name.with', { things: bounded(added) })] : []),
    ...(removed.length > 0 ? [phrase('studies', 'name.without', { things: bounded(removed) })] : []),
  ];
}

/** Equal things once, with their number: "2 × Conv". */
function counted(things: readonly Phrase[]): readonly Phrase[] {
  const numbers = new Map<string, number>();
  for (const { code } of things) numbers.set(code, (numbers.get(code) ?? 0) + 1);
  return [...numbers].map(([code, count]) => {
    const thing = phrase('network', code);
    return count === 1 ? thing : phrase('studies', 'name.times', { count, thing });
  });
}

function bounded(items: readonly (Phrase | string)[]): readonly (Phrase | string)[] {
  if (items.length <= listedThings) return items;
  return [...items.slice(0, listedThings), phrase('studies', 'name.more', { count: items.length - listedThings })];
}
