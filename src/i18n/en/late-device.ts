/**
 * English texts of the namespace "device" that only the choice of a device shows. Placeholders are
 * written {name}.
 */
export const lateDevice = {
  title: 'Device',
  notYet: 'No device has been started yet',
  auto: 'Automatic',
  'webgpu.about': 'Training runs on the graphics card, through WebGPU',
  'wasm.about': 'Training runs on the processor, as WebAssembly',
  'webgl.about': 'Training runs on the graphics card, through WebGL',
  'cpu.about': 'Training runs on the processor, as plain JavaScript',
  'auto.cost': 'WebGPU on real hardware, else WASM, else what works.',
  'webgpu.cost': 'Fastest for large networks; the first steps wait for kernels to compile.',
  'wasm.cost': 'Fast for small networks, on one core of the processor.',
  'webgl.cost': 'The older way to the graphics card: each step costs some milliseconds, however small.',
  'cpu.cost': 'Many times slower; works everywhere.',
  'why.webgpu': 'Chosen automatically: {adapter} passed the self-test.',
  'why.wasm': 'Chosen automatically, since no graphics card can be used here.',
  'why.webgl': 'Chosen automatically, since WASM does not work here: {adapter} passed the self-test.',
  'why.cpu': 'Chosen automatically, since nothing faster works here.',
  'why.asked': 'Chosen because you asked for it.',
  'why.instead': 'Used instead of the device that you asked for, which does not work here.',
  'why.unknown': '{device} on something that the browser does not name; it may be the processor, which is slow.',
  'why.software.webgl': 'WebGL computed on the processor, because you asked for it: correct, but slow.',
  'why.software.webgpu': 'WebGPU computed on the processor, because you asked for it: correct, but slow.',
  rejected: '{device}: {reason}',
  'rejection.absent': 'this browser does not offer it',
  'rejection.software': 'only computed in software here, which is slow',
  'rejection.failed-to-start': 'it did not start',
  'rejection.maybe-software': 'the browser does not tell whether it is a graphics card',
  'rejection.no-answer': 'it did not answer',
  'rejection.wrong-numbers': 'it failed the self-test: its numbers are wrong',
  'rejection.lost': 'the connection to it was lost',
  insecure:
    'This page came over plain http, so the browser withholds WebGPU and the clipboard. Open it as https or on localhost to have them; everything else works.',
  choose: 'Train on',
  differences: 'Results differ slightly between devices: each rounds in its own way.',
} as const;
