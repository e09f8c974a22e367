import { backend, dispose, env, getBackend, setBackend, square, tensor1d } from '@tensorflow/tfjs-core';
import { fail, ok, type Result } from '../../lib/result';
import { softwareOf, type AdapterFacts } from './adapter';
import { answerWithin, deadlines } from './deadline';
import { rejectionOf, silenceDeadline, suits, type DeviceStarter, type Rejection, type StartedDevice } from './device';
import { isStarted, lossOf, replaceBackend } from './lost-backends';

/**
 * WebGL 2, for graphics cards without WebGPU, in the operations that TensorFlow.js has. Its code is
 * loaded only when it is tried.
 */
export const webglStarter: DeviceStarter = {
  id: 'webgl',
  start: async (least, onLook) => {
    try {
      const canvas = typeof OffscreenCanvas === 'undefined' ? undefined : new OffscreenCanvas(1, 1);
      const context = canvas?.getContext('webgl2', attributes) ?? undefined;
      if (canvas === undefined || context === undefined) return fail({ reason: 'absent', detail: '' });
      const name = rendererName(context);
      const facts = { name, software: softwareOf([], name) };
      const unsuited = suits(facts, least);
      return unsuited === undefined ? await startBackend(canvas, context, facts, onLook) : fail(unsuited);
    } catch (error) {
      return fail(rejectionOf(error));
    }
  },
};

/**
 * As TensorFlow.js asks for a context, but software is allowed here: whether it is taken is decided
 * by the name.
 */
const attributes = { alpha: false, antialias: false, premultipliedAlpha: false, preserveDrawingBuffer: false, depth: false, stencil: false };

/** What draws, as far as the browser tells. */
function rendererName(context: WebGL2RenderingContext): string {
  const told = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(told?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  return typeof name === 'string' ? name : '';
}

async function startBackend(
  canvas: OffscreenCanvas,
  context: WebGL2RenderingContext,
  { name, software }: Pick<AdapterFacts, 'name' | 'software'>,
  onLook?: () => void,
): Promise<Result<StartedDevice, Rejection>> {
  const code = import('@tensorflow/tfjs-backend-webgl');
  const { MathBackendWebGL, setWebGLContext } = await answerWithin('the request for its code', deadlines.load, code, onLook);
  if (!isStarted('webgl')) {
    // Its own context would be out of reach of the listener below.
    setWebGLContext(2, context);
    replaceBackend('webgl', 2, () => new MathBackendWebGL());
  }
  if (!(await setBackend('webgl')) || getBackend() !== 'webgl') return fail({ reason: 'failed-to-start', detail: name });
  // With textures of half precision training goes astray.
  if (!env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) return fail({ reason: 'wrong-numbers', detail: `${name}: 16-bit textures` });
  const current = backend();
  if (!(current instanceof MathBackendWebGL)) return fail({ reason: 'failed-to-start', detail: 'another backend' });
  // A backend that was started before goes on using the canvas that it had.
  const { lost, giveUp } = lossOf('webgl', current, () => new Promise((resolve) => canvas.addEventListener('webglcontextlost', () => resolve('webglcontextlost'))));
  return ok({
    adapter: name,
    software,
    lost,
    silence: { deadline: silenceDeadline(software), giveUp },
    settle: async () => {
      // Reading is the only thing that TensorFlow.js waits for here; what was queued before is done
      // by then.
      const zero = tensor1d([0]);
      const marker = square(zero);
      await marker.data();
      dispose([zero, marker]);
    },
  });
}
