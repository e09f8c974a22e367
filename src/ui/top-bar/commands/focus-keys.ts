/**
 * What keys do on what has the focus, in the network and on whatever has help, as they are written on
 * a keyboard; they are heard there.
 */
export function focusKeys(mac: boolean) {
  const control = (key: string) => `${mac ? '⌘' : 'Ctrl+'}${key}`;
  const arrows = ['←', '→', '↑', '↓'];
  return [
    { id: 'along', keys: arrows },
    { id: 'move', keys: arrows.map((key) => `${mac ? '⌥' : 'Alt+'}${key}`) },
    { id: 'select', keys: ['Enter'] },
    { id: 'connect', keys: ['C'] },
    { id: 'insert', keys: ['I'] },
    { id: 'all', keys: [control('A')] },
    { id: 'duplicate', keys: [control('D')] },
    { id: 'copy', keys: [control('C'), control('X'), control('V')] },
    { id: 'menu', keys: ['Shift+F10'] },
    { id: 'remove', keys: ['Delete'] },
    { id: 'clear', keys: ['Esc'] },
    { id: 'help', keys: ['F1'] },
  ] as const satisfies readonly { readonly id: string; readonly keys: readonly string[] }[];
}
