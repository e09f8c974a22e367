import type { common as english } from '../en/common';

export const common: Readonly<Record<keyof typeof english, string>> = {
  close: '关闭',
  dismiss: '知道了',
  undo: '撤销',
  more: '更多',
  'more.changed': '更多 · 已改 {count} 项',
  loading: '正在加载…',
  range: '范围 {low} 到 {high}。',
  'range.default': '范围 {low} 到 {high}，默认 {usual}。',
  languageFailed: '无法加载文本。请检查网络连接后重试。',
  divider: '网络区域的高度',
  'panel.setup': '数据、任务与平衡',
  'panel.inspector': '层与训练选项',
  'boundary.title': '页面无法显示',
  'boundary.text': '实验没有丢失：请先保存为文件，然后重新加载页面。',
  'boundary.save': '将实验保存为文件',
  'boundary.reload': '重新加载页面',
  detail: '技术细节',
  refused: '未执行：{reason}',
};
