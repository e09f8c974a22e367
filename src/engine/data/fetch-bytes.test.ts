import { afterEach, expect, it, vi } from 'vitest';
import { fetchFrom } from './fetch-bytes';

afterEach(() => vi.unstubAllGlobals());

it('asks for an index anew, and for files that never change as usual', async () => {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', (address: URL, options: RequestInit) => {
    asked.push([address.href, options.cache]);
    return Promise.resolve(new Response('x'));
  });
  const fetchBytes = fetchFrom('http://host/data/');
  expect(await fetchBytes('mnist/index.json')).toEqual({ ok: true, value: Uint8Array.of(120) });
  await fetchBytes('mnist/train-000-0123456789ab.bin');
  expect(asked).toEqual([
    ['http://host/data/mnist/index.json', 'no-cache'],
    ['http://host/data/mnist/train-000-0123456789ab.bin', undefined],
  ]);
});

it('tells a file that is gone from a server that cannot be asked', async () => {
  const reasonOf = async (answer: () => Promise<Response>) => {
    vi.stubGlobal('fetch', answer);
    const result = await fetchFrom('http://host/data/')('mnist/train-000.bin');
    return result.ok ? 'there' : result.error.reason;
  };
  expect(await reasonOf(() => Promise.resolve(new Response('', { status: 404 })))).toBe('missing');
  expect(await reasonOf(() => Promise.resolve(new Response('', { status: 503 })))).toBe('unreachable');
  expect(await reasonOf(() => Promise.reject(new Error('offline')))).toBe('unreachable');
});
