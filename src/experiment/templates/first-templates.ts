import { skips } from './skips';
import { smallCnn } from './small-cnn';

/** The start networks that data sets begin with: they come with the page, the others late. */
export const firstTemplates = { 'small-cnn': smallCnn, skips } as const;
