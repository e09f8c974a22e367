import { backend, dispose, env, findBackend, getBackend, setBackend, square, tensor1d } from '@tensorflow/tfjs-core';
import { fail, ok, type Result } from '../../lib/result';
import type { DeviceStarter, Rejection, StartedDevice } from './device';
import { forgetLostBackend, lossOf } from './lost-backends';
import { isSoftware } from './webgpu-device';

/** WebGL 2, for graphics cards without WebGPU, in the operations that TensorFlow.js has. Its code is loaded only when it is tried. */
export const webglStarter: DeviceStarter = {
  id: 'webgl',
  start: async (allowSoftware) => {
    try {
      const canvas = typeof OffscreenCanvas === 'undefined' ? undefined : new OffscreenCanvas(1, 1);
      const context = canvas?.getContext('webgl2', attributes) ?? undefined;
      if (canvas === undefined || context === undefined) return fail({ reason: 'absent', detail: '' });
      const name = rendererName(context);
      const software = isSoftware({}, name);
      if (software && !allowSoftware) return fail({ reason: 'software', detail: name });
      return await startBackend(canvas, context, name, software);
    } catch (error) {
      return fail({ reason: 'failed-to-start', detail: String(error) });
    }
  },
};

/** As TensorFlow.js asks for a context, but software is allowed here: whether it is taken is decided by the name. */
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
  name: string,
  software: boolean,
): Promise<Result<StartedDevice, Rejection>> {
  const { MathBackendWebGL, setWebGLContext } = await import('@tensorflow/tfjs-backend-webgl');
  forgetLostBackend('webgl', 2);
  // Its own context would be out of reach of the listener below.
  if (findBackend('webgl') === null) setWebGLContext(2, context);
  if (!(await setBackend('webgl')) || getBackend() !== 'webgl') return fail({ reason: 'failed-to-start', detail: name });
  // With textures of half precision training goes astray.
  if (!env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) return fail({ reason: 'wrong-numbers', detail: `${name}: 16-bit textures` });
  const current = backend();
  if (!(current instanceof MathBackendWebGL)) return fail({ reason: 'failed-to-start', detail: 'another backend' });
  // A backend that was started before goes on using the canvas that it had.
  const lost = lossOf(current, () => new Promise((resolve) => canvas.addEventListener('webglcontextlost', () => resolve('webglcontextlost'))));
  return ok({
    adapter: name,
    software,
    lost,
    settle: async () => {
      // Reading is the only thing that TensorFlow.js waits for here; what was queued before is done by then.
      const zero = tensor1d([0]);
      const marker = square(zero);
      await marker.data();
      dispose([zero, marker]);
    },
  });
}
