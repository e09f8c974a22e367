import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ok } from '../../lib/result';
import type { Finding, InspectionKind, Inspections, Question } from '../../protocol/inspections';
import type { ReplyMessage } from '../../protocol/messages';
import { neverLost, type ChosenDevice } from '../backend/device';
import { useBackend } from '../backend/node-backends';
import { everyQuestion } from '../testing/questions';
import { startSession, type TestSession } from '../testing/test-session';
import { curve, endless, prepared } from './tiny-runs.test-helpers';

beforeAll(() => useBackend('cpu'));

const questions = everyQuestion('dense', [3, 19, 0]);
const methodical = { ...endless, balancing: { method: 'mgda', values: {} } } as const;

const ask = (session: TestSession, question: Question) => session.ask('inspect', { run: 'a', question });

function found<Kind extends InspectionKind>(kind: Kind, reply: ReplyMessage): Inspections[Kind]['reply'] {
  if (reply.type !== 'reply' || reply.kind !== 'inspect' || !isOf(kind, reply.value)) throw new Error(`no ${kind}: ${JSON.stringify(reply)}`);
  return reply.value.value;
}

function isOf<Kind extends InspectionKind>(kind: Kind, finding: Finding): finding is Finding & { readonly value: Inspections[Kind]['reply'] } {
  return finding.kind === kind;
}

const stateOf = async (session: TestSession) => {
  const reply = await session.ask('checkpoint', { run: 'a' });
  return reply.type === 'reply' ? reply.value : undefined;
};

describe('a session that is asked about the inside of a run', () => {
  it.each(questions.map((question) => [question.kind, question] as const))('answers at its step, and trains on to the last digit: %s', async (kind, question) => {
    const [quiet, asked] = [await prepared(methodical), await prepared(methodical)];
    await curve(quiet, 6);
    await curve(asked, 3);
    const before = await stateOf(asked);
    expect(await ask(asked, question)).toMatchObject({ type: 'reply', kind: 'inspect', value: { kind } });
    expect(await stateOf(asked)).toEqual(before);
    await curve(asked, 3);
    expect(asked.losses()).toEqual(quiet.losses());
    expect(await stateOf(asked)).toEqual(await stateOf(quiet));
  });

  it('leaves nothing on the device', async () => {
    const session = await prepared(methodical);
    await session.idle();
    const askAll = async () => {
      for (const question of questions) await ask(session, question);
      return memory().numTensors;
    };
    expect(await askAll()).toBe(await askAll());
  });

  it('says of the images shown what it says unasked', async () => {
    const session = await prepared(endless);
    await curve(session, 2);
    await session.until(() => session.events('predictions').at(-1)?.step === 2);
    const reply = await ask(session, { kind: 'predictions', images: [0, 1, 2, 3, 4, 5, 6, 7] });
    expect(found('predictions', reply)).toEqual(session.events('predictions').at(-1));
  });

  it('answers between two steps while it trains', async () => {
    const session = await prepared(methodical);
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.stepsTaken() >= 2);
    const before = session.stepsTaken();
    for (const question of questions) expect(await ask(session, question)).toMatchObject({ value: { kind: question.kind } });
    const { step } = found('weights', await ask(session, { kind: 'weights', layer: 'dense' }));
    expect(step).toBeGreaterThan(before);
    expect(session.phase()).toBe('running');
    await session.ask('pause', { run: 'a' });
    expect(session.events('problem')).toEqual([]);
  });

  it('refuses what is not there, and goes on', async () => {
    const session = await prepared(endless);
    await curve(session, 1);
    for (const kind of ['weights', 'gradients'] as const) {
      expect(await ask(session, { kind, layer: 'nothing' })).toMatchObject({ type: 'refusal', problem: { code: 'no-such-layer', params: { layer: 'nothing' }, canContinue: true } });
    }
    expect(await ask(session, { kind: 'activations', layer: 'nothing', images: [0] })).toMatchObject({ problem: { code: 'no-such-layer' } });
    expect(await ask(session, { kind: 'predictions', images: [20] })).toMatchObject({ problem: { code: 'images-out-of-range', params: { images: 20 } } });
    expect(await session.ask('advance', { run: 'a', steps: 1, stepsPerSecond: 0 })).toMatchObject({ value: { step: 2 } });
    expect(session.events('problem')).toEqual([]);
  });

  it('refuses questions about a run that is over', async () => {
    const session = await prepared(endless);
    const early = ask(session, { kind: 'cost' });
    await session.ask('prepare', session.preparation('b', endless));
    expect(await early).toMatchObject({ type: 'refusal', problem: { code: 'no-such-run' } });
    for (const question of questions) expect(await ask(session, question)).toMatchObject({ type: 'refusal', problem: { code: 'no-such-run' } });
  });

  it('has a device compile each question once, however often it is asked, and answers the same', async () => {
    const leftTensors: number[] = [];
    const device: ChosenDevice = {
      adapter: '',
      software: true,
      lost: neverLost,
      settle: () => Promise.resolve(),
      compileWarmUp: async (warmUp) => {
        const before = memory().numTensors;
        await warmUp();
        await Promise.resolve();
        leftTensors.push(memory().numTensors - before);
        return { compiled: Promise.resolve() };
      },
      report: { device: 'cpu', preference: 'cpu', adapter: '', software: true, rejected: [] },
    };
    const [compiling, plain] = [startSession({ chooseDevice: () => Promise.resolve(ok(device)) }), startSession()];
    const answersOf = async (session: TestSession) => {
      await session.ask('prepare', session.preparation('a', methodical));
      await curve(session, 3);
      const answers = [];
      for (const question of questions) answers.push({ ...(await ask(session, question)), id: 0 });
      return answers;
    };
    expect(await answersOf(compiling)).toEqual(await answersOf(plain));
    expect(leftTensors).toHaveLength(1 + questions.length);
    for (const question of everyQuestion('dense', [7, 8, 9])) await ask(compiling, question);
    expect(leftTensors).toEqual(Array.from({ length: 1 + questions.length }, () => 0));
    // Another layer is other programs.
    await ask(compiling, { kind: 'weights', layer: 'head-ink' });
    expect(leftTensors).toHaveLength(2 + questions.length);
  });
});
