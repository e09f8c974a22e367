import { createContext, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AppStore } from '../../state/store';
import type { AppState } from '../../state/app-state';

const StoreContext = createContext<AppStore | undefined>(undefined);

/** Gives the panels their store. */
export function StoreProvider({ store, children }: { store: AppStore; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** The store itself, for event handlers; throws outside a StoreProvider. */
export function useAppStore(): AppStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('no StoreProvider above this component');
  return store;
}

/** A part of the state; the component draws again when that part changes (compared by identity). */
export function useApp<Part>(select: (state: AppState) => Part): Part {
  return useStore(useAppStore(), select);
}
