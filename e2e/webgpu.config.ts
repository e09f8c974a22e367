import { defineConfig } from 'playwright/test';
import base from './playwright.config';

// The workers of the runner read this file again and inherit the variable.
process.env['KERNELS'] ??= '';

/**
 * `npm run webgpu`: the whole suite of WebGPU kernels, with their variants for software too, and a
 * training on WebGL, which few devices fall back to and software is slow at.
 */
export default defineConfig({ ...base, testMatch: ['kernels.e2e.ts', 'webgl.long.ts'], reporter: [['list']] });
