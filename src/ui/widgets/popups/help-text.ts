import type { ReactNode } from 'react';

/** What there is to say of something. */
export interface HelpText {
  /** The term in English, said first where the page calls it otherwise. */
  readonly english?: string | undefined;
  /** What it means. */
  readonly about: string;
  readonly formula?: string | undefined;
  /** What a change does to a training that is under way, or the like. */
  readonly note?: string | undefined;
  /** The paper, or a page to read on. */
  readonly reference?: string | undefined;
  /** What its card has besides: typical values, papers. Made when the card opens. */
  readonly more?: (() => ReactNode) | undefined;
}
