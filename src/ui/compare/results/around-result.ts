import type { ReactNode } from 'react';

/** What stands around every result, between its answer and its picture. */
export interface AroundResult {
  /** Buttons that ask further, in one line with those of the result. */
  readonly tools: ReactNode;
  /** Below them: how far the study is, and what else is to be said. */
  readonly below: ReactNode;
}
