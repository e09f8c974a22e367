import { describe, expect, it } from 'vitest';
import { matching } from './matching';

const commands = ['Play or pause', 'Reset to step 0', 'Method: PCGrad', 'Method: Static weights', 'Save as a file'].map((label) => ({ label }));
const found = (typed: string) => matching(commands, typed).map(({ label }) => label);

describe('matching', () => {
  it('gives all where nothing is typed', () => {
    expect(found('  ')).toEqual(commands.map(({ label }) => label));
  });

  it('asks for every word, in any order and case', () => {
    expect(found('weights method')).toEqual(['Method: Static weights']);
    expect(found('PCGRAD')).toEqual(['Method: PCGrad']);
    expect(found('pcgrad weights')).toEqual([]);
  });

  it('puts first what begins with what is typed', () => {
    expect(found('s')).toEqual(['Save as a file', 'Play or pause', 'Reset to step 0', 'Method: Static weights']);
  });
});
