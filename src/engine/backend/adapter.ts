import { answerWithin, deadlines } from './deadline';

/**
 * What a browser tells of an adapter, in whatever way it does; '' and undefined where it does not.
 */
export interface AdapterFacts {
  readonly name: string;
  /**
   * True if both vendor and architecture are told: TensorFlow.js tunes itself by them, and breaks
   * on a half.
   */
  readonly tellsMake: boolean;
  /** True for one that computes on the processor. */
  readonly software: boolean | 'unknown';
}

/**
 * What a browser tells of a WebGPU adapter. Chrome tells vendor and architecture, since 136 whether
 * it is a fallback too, and before that told it of the adapter itself; before 127 it had to be
 * asked (requestAdapterInfo). Safari tells the vendor, and has nothing but hardware. Firefox tells
 * only whether it is a fallback. Never rejects: an adapter that says nothing of itself may work all
 * the same.
 */
export async function adapterFacts(adapter: object): Promise<AdapterFacts> {
  const info = await adapterInfo(adapter).catch(() => undefined);
  const name = adapterName(info);
  const tellsMake = textOf(info, 'vendor') !== '' && textOf(info, 'architecture') !== '';
  return { name, tellsMake, software: softwareOf([flagOf(adapter), flagOf(info)], name) };
}

/** What hardware calls itself: description, or vendor and architecture. */
export function adapterName(info: unknown): string {
  const description = textOf(info, 'description');
  if (description !== '') return description;
  return [textOf(info, 'vendor'), textOf(info, 'architecture')].filter((part) => part !== '').join(' ');
}

/** Names under which browsers and drivers offer what computes on the processor. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|warp|software/i;
/** Names that browsers give to anything, so as not to tell what it is. */
const maskedNames = /^(webkit webgl|mozilla|generic( renderer)?|masked|unknown)$/i;

/**
 * Whether something computes on the processor, by what browsers say: flags, which may be missing,
 * and a name. Nothing is taken for hardware that does not say so: by a flag that is exactly false,
 * or by a name that is none of software.
 */
export function softwareOf(flags: readonly unknown[], name: string): boolean | 'unknown' {
  if (flags.includes(true) || softwareNames.test(name)) return true;
  const told = name.trim();
  return flags.includes(false) || (told !== '' && !maskedNames.test(told)) ? false : 'unknown';
}

async function adapterInfo(adapter: object): Promise<unknown> {
  if ('info' in adapter && typeof adapter.info === 'object' && adapter.info !== null) return adapter.info;
  return asksForInfo(adapter) ? answerWithin('requestAdapterInfo', deadlines.info, adapter.requestAdapterInfo()) : undefined;
}

function asksForInfo(adapter: object): adapter is { requestAdapterInfo(): Promise<unknown> } {
  return 'requestAdapterInfo' in adapter && typeof adapter.requestAdapterInfo === 'function';
}

function flagOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'isFallbackAdapter' in value ? value.isFallbackAdapter : undefined;
}

function textOf(info: unknown, field: 'description' | 'vendor' | 'architecture'): string {
  if (typeof info !== 'object' || info === null || !(field in info)) return '';
  const value: unknown = Reflect.get(info, field);
  return typeof value === 'string' ? value : '';
}
