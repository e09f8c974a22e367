import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isRecord } from '../src/lib/json';
import manifest from '../package.json' with { type: 'json' };
import { balance } from './balance-command';

function run(asked: unknown, ...options: readonly string[]) {
  const lines: string[] = [];
  const warnings: string[] = [];
  const text = typeof asked === 'string' ? asked : JSON.stringify(asked);
  const code = balance([text, ...options], { print: (line) => lines.push(line), warn: (line) => warnings.push(line) });
  return { code, lines, warnings, answer: lines.map((line): unknown => JSON.parse(line))[0] };
}

const jacobian = [[-4, 1, 1], [6, 1, 1]];

describe('weights from the command line', () => {
  it('prints weights and direction of a Jacobian', () => {
    const { code, lines, answer } = run({ method: 'mgda', jacobian, params: {} });
    expect([code, lines.length]).toEqual([0, 1]);
    expect(answer).toEqual({
      weights: [expect.closeTo(0.6, 9), expect.closeTo(0.4, 9)],
      direction: [expect.closeTo(0, 9), expect.closeTo(1, 9), expect.closeTo(1, 9)],
      converged: true,
    });
  });

  it('prints null for methods without weights, and a list for a sequence', () => {
    expect(run({ method: 'graddrop', jacobian, seed: 3 }).answer).toMatchObject({ weights: null, converged: true });
    const { answer } = run({ method: 'gradvac', jacobians: [jacobian, jacobian] });
    expect(answer).toMatchObject([{ weights: [expect.closeTo(20 / 9, 9), expect.closeTo(30 / 19, 9)] }, { converged: true }]);
    // After the first step the goal is half the cosine, below 0: less is taken out.
    expect(JSON.stringify(answer)).not.toBe(JSON.stringify(run({ method: 'pcgrad', jacobians: [jacobian, jacobian] }).answer));
  });

  it('weighs losses: what an entry holds are also the losses after the step before', () => {
    expect(run({ method: 'famo', losses: [1, 2] }).answer).toEqual({ weights: [expect.closeTo(2 / 3, 9), expect.closeTo(1 / 3, 9)], value: expect.closeTo(0.462098, 6) });
    const { answer } = run({ method: 'famo', lossSequence: [[1, 1], [0.5, 1]] });
    // Logits −.025 and .025 after Adam's first step, which is as long as its rate; losses .5 and 1.
    const ratio = 2 * Math.exp(-0.05);
    expect(answer).toMatchObject([{ weights: [0.5, 0.5] }, { weights: [expect.closeTo(ratio / (1 + ratio), 6), expect.anything()] }]);
    expect(run({ method: 'dwa', lossSequence: [[1, 1], [1, 4], [3, 5]] }).answer).toMatchObject([{}, {}, { weights: [expect.closeTo(0.364851, 6), expect.closeTo(1.635149, 6)] }]);
  });

  it('takes a preference, learned scales, parameters, and losses beside a Jacobian', () => {
    expect(run({ method: 'static', jacobian, preference: [1, 1] }).answer).toMatchObject({ direction: [2, 2, 2] });
    expect(run({ method: 'uw', losses: [1, 2], learned: [0, Math.LN2] }).answer).toMatchObject({ weights: [0.5, 0.25] });
    expect(run({ method: 'cagrad', jacobian, params: { c: 0 } }).answer).toMatchObject({ weights: [0.5, 0.5] });
    expect(run({ method: 'gls', jacobian, losses: [1, 4] }).answer).toMatchObject({ weights: [1, 0.25], direction: [-2.5, 1.25, 1.25] });
    expect(run({ method: 'nash', jacobian: [[1], [-1]] }).answer).toMatchObject({ notes: ['singular'] });
  });

  it('balances each group of tasks that reach a block in common by itself', () => {
    const pairs = [[-4, 1, 1, 0, 0], [6, 1, 1, 0, 0], [0, 0, 0, 2, -1], [0, 0, 0, -1, 3]];
    const reaches = [[true, false], [true, false], [false, true], [false, true]];
    for (const method of ['mgda', 'aligned', 'cagrad', 'gradnorm', 'excess']) {
      const { answer } = run({ method, jacobian: pairs, reaches });
      const alone = [pairs.slice(0, 2), pairs.slice(2)].map((pair) => run({ method, jacobian: pair }).answer);
      expect(answer).toMatchObject({ weights: alone.flatMap((one) => (isRecord(one) ? one['weights'] : [])) });
    }
    const { answer } = run({ method: 'mgda', jacobian: [...pairs.slice(0, 2), [0, 0, 0, 0, 0]], reaches: [[true], [true], [false]] });
    expect(answer).toMatchObject({ weights: [expect.closeTo(0.6, 9), expect.closeTo(0.4, 9), 1], notes: ['no-part'] });
  });

  it('balances the tasks that are present alone, and keeps what it has of the others', () => {
    const three = [[-4, 1, 1], [1, 2, 3], [6, 1, 1]];
    const present = [true, false, true];
    for (const method of ['mgda', 'gradvac', 'gradnorm', 'excess', 'graddrop', 'famo', 'dwa']) {
      const losses = [[3, 2, 1], [2, 2, 1]];
      const asked = { method, jacobians: [three, three], lossSequence: losses };
      const { answer } = run({ ...asked, present });
      const { answer: alone } = run({ ...asked, jacobians: [jacobian, jacobian], lossSequence: losses.map(([first, , last]) => [first, last]) });
      const others = JSON.parse(JSON.stringify(answer), (key, value: unknown) => (key === 'weights' && Array.isArray(value) ? [value[0], value[2]] : value));
      expect(others).toEqual(alone);
      if (method !== 'graddrop') expect(answer).toMatchObject([{ weights: [expect.any(Number), null, expect.any(Number)] }, {}]);
    }
    // The first task's third epoch is the second's second: no rate is known of that yet.
    const { answer } = run({ method: 'dwa', lossSequence: [[1, 1], [4, 9], [5, 5]], present: [[true, true], [true, false], [true, true]] });
    const [first, second] = [4, 1].map((ratio) => Math.exp(ratio / 2));
    const share = (power = 0) => expect.closeTo((2 * power) / ((first ?? 0) + (second ?? 0)), 9);
    expect(answer).toMatchObject([{}, { weights: [1, null] }, { weights: [share(first), share(second)] }]);
  });

  it('leaves ExcessMTL’s weights equal where no task is further from its best than at first', () => {
    const both = [[1000, 0], [0, 1]];
    expect(run({ method: 'excess', jacobians: [both, both] }).answer).toMatchObject([{ weights: [0.5, 0.5] }, { weights: [expect.closeTo(0.5, 9), expect.closeTo(0.5, 9)] }]);
  });

  it('tells what the method has no use for, and refuses it when it is strict', () => {
    const asked = { method: 'mgda', jacobian, preference: [0.9, 0.1] };
    const told = run(asked);
    expect(told).toMatchObject({ code: 0, warnings: ['repaired: "preference" was passed over, since mgda has no use for it'] });
    expect(told.lines).toEqual(run({ method: 'mgda', jacobian }).lines);
    const strict = run(asked, '--strict');
    expect(strict).toMatchObject({ code: 2, lines: [] });
    expect(strict.warnings.join()).toContain('"preference"');
    expect(run({ ...asked, method: 'aligned' }, '--strict')).toMatchObject({ code: 0, warnings: [] });
    expect(run({ method: 'uw', losses: [1, 2], learned: [0, 1] }).warnings).toEqual([]);
    expect(run({ method: 'mgda', jacobian, learned: [0, 1] }).warnings).toEqual([expect.stringContaining('"learned"')]);
    // A task that stands alone has the weight 1 then, whatever was preferred.
    expect(run({ ...asked, reaches: [[true, false], [false, true]] })).toMatchObject({ warnings: [expect.stringContaining('"preference"')], answer: { weights: [1, 1] } });
    // A method that reads no gradients sees all tasks, whoever shares with whom.
    const reaching = { method: 'gls', jacobian, losses: [1, 4], reaches: [[true, false], [false, true]] };
    const seen = run(reaching);
    expect(seen).toMatchObject({ code: 0, warnings: [expect.stringContaining('"reaches"')], answer: { weights: [1, 0.25] } });
    expect(run(reaching, '--strict')).toMatchObject({ code: 2, lines: [] });
    expect(run({ ...reaching, method: 'uw', preference: [0.9, 0.1] }).warnings).toHaveLength(2);
  });

  it('knows no other option', () => {
    expect(run({ method: 'mgda', jacobian }, '--lax')).toMatchObject({ code: 2, warnings: [expect.stringMatching(/--lax.*usage/)] });
  });

  it.each([
    ['no JSON', 'nonsense', /no JSON object/],
    ['an unknown method', { method: 'constructor', jacobian }, /"method" must be one of static, rlw/],
    ['an unknown key', { method: 'mgda', jacobian, jacobain: 1 }, /unknown: jacobain/],
    ['no gradients where they are needed', { method: 'mgda', losses: [1, 2] }, /mgda needs gradients/],
    ['neither losses nor gradients', { method: 'uw' }, /is missing/],
    ['rows of different length', { method: 'mgda', jacobian: [[1, 2], [3]] }, /of the same length/],
    ['no numbers', { method: 'mgda', jacobian: [[1, 'x']] }, /finite numbers/],
    ['numbers too large for a double', '{"method":"mgda","jacobian":[[1e999]]}', /finite numbers/],
    ['gradients beyond single precision', { method: 'mgda', jacobian: [[1e39, 1], [1, 1]] }, /too long for single precision/],
    ['a loss too few', { method: 'mgda', jacobian, losses: [1] }, /one loss for every row/],
    ['a sequence that changes its shape', { method: 'gradvac', jacobians: [jacobian, [[1, 2, 3]]] }, /same shape/],
    ['both ways to give gradients', { method: 'mgda', jacobian, jacobians: [jacobian] }, /not both/],
    ['an unknown parameter', { method: 'cagrad', jacobian, params: { radius: 1 } }, /no parameter radius; it has c/],
    ['a parameter out of range', { method: 'cagrad', jacobian, params: { c: -1 } }, /c must be a number from 0 to 10/],
    ['a preference of the wrong length', { method: 'aligned', jacobian, preference: [1] }, /each of the 2 tasks/],
    ['reaches of another number of tasks', { method: 'mgda', jacobian, reaches: [[true]] }, /each of the 2 tasks/],
    ['reaches of more blocks than columns', { method: 'mgda', jacobian, reaches: [[true, true, true, true], [true, true, true, true]] }, /blocks? of the 3 columns/],
    ['presence of another number of tasks', { method: 'mgda', jacobian, present: [true] }, /each of the 2 tasks/],
    ['a step without any task', { method: 'mgda', jacobian, present: [false, false] }, /one true at least/],
    ['presence of another number of steps', { method: 'mgda', jacobian, present: [[true, true], [true, true]] }, /one for each step/],
    ['a broken seed', { method: 'rlw', losses: [1], seed: 0.5 }, /"seed" must be/],
  ])('refuses %s with exit code 2 and one line', (_, asked, message) => {
    const { code, lines, warnings } = run(asked);
    expect([code, lines]).toEqual([2, []]);
    expect(warnings).toEqual([expect.stringMatching(message)]);
    expect(warnings[0]).not.toContain('\n');
  });

  it('is what npm run balance starts, and npm run weigh, its name of before', () => {
    const { scripts } = manifest;
    expect([scripts.balance, scripts.weigh]).toEqual(['tsx scripts/balance.ts', 'tsx scripts/balance.ts']);
    const script = fileURLToPath(new URL('./balance.ts', import.meta.url));
    const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
    const { status, stdout } = spawnSync(process.execPath, [tsx, script, JSON.stringify({ method: 'gls', losses: [1, 2, 4] })], { encoding: 'utf8' });
    expect([status, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ value: expect.closeTo(2, 9) })]);
  });
});
