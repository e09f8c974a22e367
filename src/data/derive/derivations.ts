import { colouredDigits } from './coloured-digits';
import type { Derivation } from './derivation';
import { digitHunt } from './digit-hunt';
import { drawingStyles } from './drawing-styles';
import { multiMnist } from './multi-mnist';
import { turnedDigits } from './turned-digits';
import { turnedPhotos } from './turned-photos';
import { twoDigits } from './two-digits';

/** How every derived data set is composed, by its id in domain/datasets. */
export const derivations = {
  'multi-mnist': multiMnist,
  'drawing-styles': drawingStyles,
  'coloured-digits': colouredDigits,
  'turned-digits': turnedDigits,
  'digit-hunt': digitHunt,
  'two-digits': twoDigits,
  'turned-photos': turnedPhotos,
} as const satisfies Record<string, Derivation>;
