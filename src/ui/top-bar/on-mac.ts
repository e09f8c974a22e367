/** True where ⌘ takes the place of Ctrl. */
export const onMac = /mac|iphone|ipad/i.test(navigator.userAgent);
