import type { sharing as english } from '../en/sharing';
import type { lateSharing } from '../en/late-sharing';

export const sharing: Readonly<Record<keyof typeof english | keyof typeof lateSharing, string>> = {
  share: '分享',
  copy: '复制链接',
  about: '链接包含整个实验。',
  show: '显示链接',
  title: '此实验的链接',
  link: '链接',
  copied: '链接已复制，共 {characters} 个字符',
  copiedLong: '链接已复制，共 {characters} 个字符。聊天软件可能会截断这么长的链接，用文件分享更稳妥。',
  noClipboard: '浏览器不允许复制。请从这里手动复制链接：',
  insecure: '此页面通过普通 http 打开，浏览器不提供剪贴板。请从这里手动复制链接：',
  length: '共 {characters} 个字符。',
  long: '聊天软件可能会截断这么长的链接，用文件分享更稳妥。',
  select: '选中链接',
};
