/** Each language by its own name. */
export const languageNames = { en: 'English', 'zh-CN': '中文' } as const;
