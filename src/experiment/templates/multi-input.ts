import { usualInput } from '../../domain/datasets/input-fields';
import type { ParameterValues } from '../../domain/parameters';
import { sameJson } from '../../lib/json';
import { datasetOf, taskOf } from '../context';
import type { Experiment, ExperimentTask } from '../schema';
import { dense, Sketch, type Template } from './sketch';
import { stage } from './towers-parts';

/** What enters in one place. */
interface Source {
  /** The data set's field, or the half of the image. */
  readonly name: string;
  readonly values: ParameterValues;
  /** False for numbers. */
  readonly isImage: boolean;
  readonly shape: readonly number[];
}

/** More fields of numbers than these do not fit beside the image. */
const mostNumbers = 3;

/**
 * What there is to feed one network with: the images that the set's images were made of, where there
 * are several; of data of one's own the images and the numbers beside them that no task asks for; or
 * else the left and the right half of the images.
 */
function sourcesOf(data: Experiment['data'], tasks: readonly ExperimentTask[]): readonly Source[] {
  const dataset = datasetOf({ data });
  const usual = usualInput(dataset) ?? '';
  const asked = new Set(tasks.map((task) => taskOf(data, task).target.field));
  const fields = Object.entries(dataset.fields);
  const source = (name: string, isImage: boolean, shape: readonly number[]): Source => {
    return { name, values: name === usual ? { field: 'image' } : { source: name }, isImage, shape };
  };
  const images = fields.flatMap(([name, field]) => (field.kind === 'image' ? [source(name, true, field.shape)] : []));
  const parts = images.filter(({ name }) => name !== usual);
  if (parts.length > 1) return parts;
  const numbers = fields.flatMap(([name, field]) =>
    data.dataset === 'own' && (field.kind === 'vector' || field.kind === 'value') && !asked.has(name) ? [source(name, false, [field.size])] : [],
  );
  const whole = images.filter(({ name }) => name === usual);
  if (whole.length > 0 && numbers.length > 0) return [...whole, ...numbers.slice(0, mostNumbers)];
  return ['left', 'right'].map((name) => ({ name, values: { field: name }, isImage: true, shape: [] }));
}

/**
 * Several inputs, each with a tower of its own; all are joined and shared by all tasks (Ngiam et al.
 * 2011). A name of an input is long: its tower starts farther on.
 */
export const multiInput: Template = {
  build: (data, tasks) => {
    const sketch = new Sketch();
    const sources = sourcesOf(data, tasks);
    const middle = Math.max((sources.length - 1) / 2, (tasks.length - 1) / 2);
    // Images of one size are joined as images, channel by channel, all else as rows of numbers.
    const alike = sources.every(({ isImage, shape }) => isImage && sameJson(shape, sources[0]?.shape));
    const ends = sources.map(({ name: field, values, isImage }, index) => {
      // A field's name may be as long as an id.
      const name = typeof values['source'] === 'string' ? String(index + 1) : field;
      const row = middle - (sources.length - 1) / 2 + index;
      const input = sketch.add(`input-${name}`, 'input', values, [0, row]);
      if (!isImage) return sketch.add(`dense-${name}`, 'dense', dense(32), [1.25, row], input);
      const first = stage(sketch, `${name}-1`, 8, [1.25, row], input);
      const { last, column } = stage(sketch, `${name}-2`, 16, [first.column, row], first.last);
      return alike ? last : sketch.add(`flatten-${name}`, 'flatten', {}, [column, row], last);
    });
    const column = alike ? 5.25 : 6.25;
    const both = sketch.add('concat', 'concat', {}, [column, middle]);
    for (const end of ends) sketch.wire(end, both);
    const trunk = sketch.chain([['dense-1', 'dense', dense(64)]], [column + 1, middle], both);
    tasks.forEach((task, index) => sketch.head(task, [trunk.column, middle - (tasks.length - 1) / 2 + index], trunk.last));
    return sketch.network;
  },
};
