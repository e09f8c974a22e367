import * as v from 'valibot';
import { migrated } from './migrations';
import { base1 } from './presets/base-1';
import { experimentSchema, type Experiment } from './schema';

/**
 * What lies on the desk at a first visit: three tasks on MNIST over one trunk that forks. It is the
 * base that links of version 1 refer to.
 */
export const defaultExperiment: Experiment = v.parse(experimentSchema, migrated(base1, 1));
