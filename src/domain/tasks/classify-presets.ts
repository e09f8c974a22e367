import { classifyPreset } from './classify';

/** Groups of classes by the ids of their names. */
const grouped = (groups: Readonly<Record<string, readonly number[]>>) =>
  Object.entries(groups).map(([id, classes]) => ({ name: { id }, classes }));

/** Which digit is written? */
export const digit = classifyPreset({ field: 'digit' });

/** Is the digit even or odd? */
export const parity = classifyPreset({ field: 'digit', groups: grouped({ even: [0, 2, 4, 6, 8], odd: [1, 3, 5, 7, 9] }) });

/** Is the digit five or more? */
export const atLeastFive = classifyPreset({
  field: 'digit',
  groups: grouped({ 'below-five': [0, 1, 2, 3, 4], 'five-or-more': [5, 6, 7, 8, 9] }),
});

/**
 * Does the digit, as it is usually written, enclose an area? 0, 6, 8 and 9 do; 4 mostly stands open
 * in MNIST.
 */
export const loop = classifyPreset({ field: 'digit', groups: grouped({ 'no-loop': [1, 2, 3, 4, 5, 7], loop: [0, 6, 8, 9] }) });

/** Of two digits, which is the left one? */
export const leftDigit = classifyPreset({ field: 'left' });

/** Of two digits, which is the right one? */
export const rightDigit = classifyPreset({ field: 'right' });

/** By how many quarter turns is the image turned? */
export const turn = classifyPreset({ field: 'turn' });

/** In which style is the digit drawn? */
export const style = classifyPreset({ field: 'style' });

/** Which colour does the digit have? */
export const colour = classifyPreset({ field: 'colour' });

/** Which of CIFAR-10's ten things is in the picture? */
export const objectClass = classifyPreset({ field: 'object' });

/** Is it an animal (bird, cat, deer, dog, frog, horse) or a vehicle? */
export const animalOrVehicle = classifyPreset({
  field: 'object',
  groups: grouped({ vehicle: [0, 1, 8, 9], animal: [2, 3, 4, 5, 6, 7] }),
});
