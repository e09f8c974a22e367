import type { Shape } from '../shape';
import type { DataField, Dataset } from './dataset';

/**
 * The shape in which a field enters a network, of one example: an image [height, width, channels],
 * so many numbers, or a number for each class, level or tag. Undefined for a field that none can
 * take in: no layer is there for tokens, and boxes and masks would not move with their image.
 */
export function inputShape(field: DataField): Shape | undefined {
  switch (field.kind) {
    case 'image':
      return field.shape;
    case 'vector':
    case 'value':
      return [field.size];
    case 'class':
      return [field.classes.length];
    case 'ordinal':
      return [field.levels.length];
    case 'tags':
      return [field.names.length];
    default:
      return undefined;
  }
}

/** The field that enters where none is named: the images of a set, or else its first numbers. */
export function usualInput({ fields }: Pick<Dataset, 'fields'>): string | undefined {
  const names = Object.keys(fields);
  return names.find((name) => fields[name]?.kind === 'image') ?? names.find((name) => fields[name]?.kind === 'vector');
}
