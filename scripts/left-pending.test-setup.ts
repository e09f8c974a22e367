import { afterAll } from 'vitest';
import { isPending } from '../src/lib/pending';

// Files of a worker share what is pending on the page. Whoever waits in a later file until nothing
// is would wait for ever, depending on which files came before it: the file that left something
// behind fails instead.
afterAll(() => {
  if (isPending()) throw new Error('These tests leave something pending: run its timers, or wait for it');
});
