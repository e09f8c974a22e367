import { defineConfig } from 'playwright/test';
import base from './playwright.config';

// The workers of the runner read this file again and inherit the variable.
process.env['KERNELS'] ??= '';

/** `npm run webgpu`: the whole suite of WebGPU kernels, with their variants for software too. */
export default defineConfig({ ...base, testMatch: 'kernels.e2e.ts', reporter: [['list']] });
