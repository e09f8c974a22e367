import { expect, it } from 'vitest';
import { runColours, runDashes } from '../../../state/view/run-places';
import { taskColours } from '../../common/tasks/task-colours';
import { runLetter, runPalette, runStroke } from './run-colours';

type Triple = readonly [number, number, number];

function linear(hex: string): Triple {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function luminance(hex: string): number {
  const [red, green, blue] = linear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((first, second) => first - second);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** CIE L*a*b* of an sRGB colour under D65. */
function lab(hex: string): Triple {
  const [red, green, blue] = linear(hex);
  const curve = (value: number) => (value > 216 / 24389 ? Math.cbrt(value) : (24389 / 27 / 116) * value + 16 / 116);
  const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(one: string, other: string): number {
  const [first, second] = [lab(one), lab(other)];
  return Math.hypot(...first.map((value, index) => value - (second[index] ?? 0)));
}

it('runs have as many colours as there are places for', () => expect(runPalette).toHaveLength(runColours));

it('no colour of a run looks like one of a task or of another run', () => {
  for (const [index, colour] of runPalette.entries()) {
    for (const task of taskColours) expect(distance(colour, task)).toBeGreaterThan(20);
    for (const other of runPalette.slice(index + 1)) expect(distance(colour, other)).toBeGreaterThan(30);
  }
});

it('every colour stands out from the ground of both themes by 3 : 1', () => {
  for (const colour of runPalette) for (const ground of ['#ffffff', '#fafaf7', '#1c2025', '#15181c']) expect(contrast(colour, ground)).toBeGreaterThan(3);
});

it('every place has a line and a letter of its own', () => {
  const places = Array.from({ length: runColours * runDashes }, (_, place) => place);
  expect(new Set(places.map((place) => JSON.stringify(runStroke(place)))).size).toBe(places.length);
  expect(new Set(places.map(runLetter)).size).toBe(places.length);
});
