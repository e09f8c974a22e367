import type { Experiment } from '../experiment/schema';
import type { DevicePreference } from '../protocol/device';
import type { KeptSession } from '../state/app-state';
import type { AppStore } from '../state/store';
interface Kept { experiment: Experiment; device: DevicePreference; session: KeptSession | undefined }
export async function recallTab(_wanted: boolean): Promise<{ tab: undefined; kept: Kept | undefined }> { return { tab: undefined, kept: undefined }; }
export function recallView() { return { language: navigator.language.startsWith('zh') ? 'zh-CN' as const : 'en' as const, theme: 'system' as const, split: 0.5 }; }
export function keepTab(_store: AppStore, _tab: undefined): void {}
