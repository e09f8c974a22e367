import type { ParameterValues } from '../../domain/parameters';
import { formula, type Expression } from './program';

/** What the numbers of a step's formulas are made of. */
export interface StepSettings {
  readonly learningRate: number;
  /** Counted from 1, for Adam's bias correction. */
  readonly step: number;
  readonly values: ParameterValues;
}

/** What a rule's formulas may use. */
interface RuleInputs<Name extends string> {
  readonly weight: Expression;
  /** With penalties and clipping already in it. */
  readonly gradient: Expression;
  /** What the optimiser keeps for the weight, by number; 0 before the first step. */
  readonly slot: (index: number) => Expression;
  readonly constant: (name: Name) => Expression;
}

/** A weight after a step, and what is kept for it: one formula for every slot. */
interface Moved {
  readonly weight: Expression;
  readonly slots: readonly Expression[];
}

/** An optimiser as formulas for one weight, which hold for all. */
export interface UpdateRule {
  /** How many vectors [parameters] it keeps. */
  readonly slots: number;
  /** Those numbers, worked out in double precision. */
  constantsAt(settings: StepSettings): readonly number[];
  /** The formulas; its constants begin at that place of the program's list. */
  move(weight: Expression, gradient: Expression, firstConstant: number): Moved;
}

/** What an optimiser's file says. */
interface Definition<Name extends string> {
  readonly slots: number;
  /** The names of the numbers that change from step to step or that a person sets. */
  readonly names: readonly Name[];
  readonly constants: (settings: StepSettings) => Readonly<Record<Name, number>>;
  readonly move: (inputs: RuleInputs<Name>) => Moved;
}

/** Makes a rule of its formulas. */
export function updateRule<Name extends string>({ slots, names, constants, move }: Definition<Name>): UpdateRule {
  return {
    slots,
    constantsAt: (settings) => {
      const named = constants(settings);
      return names.map((name) => named[name]);
    },
    move: (weight, gradient, firstConstant) =>
      move({
        weight,
        gradient,
        slot: formula.slot,
        constant: (name) => formula.constant(firstConstant + names.indexOf(name)),
      }),
  };
}
