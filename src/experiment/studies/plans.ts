import * as v from 'valibot';
import { balancingMethods } from '../../domain/balancing/balancing-methods';
import { isKeyOf } from '../../lib/keys';
import type { Experiment } from '../schema';

/** What a study may hold at the most. Pairs are inclusive ranges. */
export const studyLimits = {
  seeds: 10,
  runs: 200,
  folds: [2, 10],
  /** Parts into which the sum of the weights is cut. */
  resolution: [2, 20],
  candidates: 60,
} as const;

/**
 * Set aside of the train images where the document sets none aside: what is swept is never chosen
 * on test.
 */
export const usualValidation = 0.2;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());

/** What a sweep varies: one number of the document by its path, or the balancing method. */
const axisSchema = v.variant('kind', [
  v.object({ kind: v.literal('field'), path: v.string(), values: v.array(finite) }),
  v.object({ kind: v.literal('methods'), methods: v.array(v.custom<keyof typeof balancingMethods>(isKeyOf(balancingMethods))) }),
]);

/** What a study asks; its runs follow from this and its document. */
export const planSchema = v.variant('kind', [
  /** All tasks together, and each by itself on its part of the network. */
  v.object({ kind: v.literal('comparison'), seeds: v.array(whole) }),
  /**
   * Every value with every seed; with `alone`, single-task baselines too, so that the gain has its
   * baselines.
   */
  v.object({ kind: v.literal('sweep'), axis: axisSchema, seeds: v.array(whole), alone: v.boolean() }),
  /** Static weights on a grid over the simplex, each on every fold of the train split. */
  v.object({ kind: v.literal('cross-validation'), folds: whole, resolution: whole }),
]);

export type StudyPlan = v.InferOutput<typeof planSchema>;
export type StudyKind = StudyPlan['kind'];
export type ComparisonPlan = Extract<StudyPlan, { readonly kind: 'comparison' }>;
export type SweepPlan = Extract<StudyPlan, { readonly kind: 'sweep' }>;
export type CrossValidationPlan = Extract<StudyPlan, { readonly kind: 'cross-validation' }>;
export type SweepAxis = SweepPlan['axis'];

/** What one run of a study is for. */
export const purposeSchema = v.variant('kind', [
  v.object({ kind: v.literal('together'), seed: whole }),
  v.object({ kind: v.literal('alone'), task: v.string(), seed: whole }),
  /** `cell`: the place of the value or method in the axis. */
  v.object({ kind: v.literal('cell'), cell: whole, seed: whole }),
  /** `candidate`: the place of the weights in the grid. */
  v.object({ kind: v.literal('candidate'), candidate: whole, fold: whole }),
]);

export type Purpose = v.InferOutput<typeof purposeSchema>;

/** One run that a study needs. */
export interface PlannedRun {
  readonly purpose: Purpose;
  readonly document: Experiment;
}
