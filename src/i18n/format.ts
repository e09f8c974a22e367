import type { Language } from './translate';

/**
 * Numbers as a person reads them, in one language. All take plain numbers and return text without a
 * line break in it.
 */
export interface Format {
  /** 12,345 */
  readonly integer: (value: number) => string;
  /** With so many digits after the point. */
  readonly fixed: (value: number, digits: number) => string;
  /** The same, but from 100,000 on as short as a place beside an axis asks for: 2.5×10⁵. */
  readonly tick: (value: number, digits: number) => string;
  /** Three significant digits; very small and very large ones with a power of ten. */
  readonly significant: (value: number) => string;
  /** A share in [0, 1] as 97.8 %. */
  readonly percent: (share: number, digits?: number) => string;
  /** 1.6 MB, 256 MB, 2.1 GB */
  readonly bytes: (count: number) => string;
  /** A moment, in milliseconds since 1970, in the reader's time zone: 22 Nov, 14:05 */
  readonly moment: (time: number) => string;
}

/** 1.50e-7 as 1.50 × 10⁻⁷. */
function powerOfTen(value: string, times: string): string {
  const [factor = '', exponent = ''] = value.replace(/^-/, '−').split('e');
  return `${factor}${times}10${exponent.replace(/./g, (sign) => (sign === '+' ? '' : sign === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)] ?? '')))}`;
}

/** The formatters of a language. Not-a-number and infinity are shown as "–". */
export function formats(language: Language): Format {
  const byDigits = new Map<number, Intl.NumberFormat>();
  const fixed = (value: number, digits: number): string => {
    if (!Number.isFinite(value)) return '–';
    let numbers = byDigits.get(digits);
    if (numbers === undefined) {
      numbers = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
      byDigits.set(digits, numbers);
    }
    // What is rounded to nothing has no sign.
    return numbers.format(value).replace(/^-(?=[0.,]*$)/, '').replace(/^-(?=[\d.])/, '−');
  };
  let moments: Intl.DateTimeFormat | undefined;
  const significant = (value: number): string => {
    if (!Number.isFinite(value)) return '–';
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-4 || size >= 1e6)) return powerOfTen(value.toExponential(2), ' × ');
    const digits = size === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(size)));
    return fixed(value, digits);
  };
  return {
    integer: (value) => fixed(Math.round(value), 0),
    fixed,
    tick: (value, digits) => (Math.abs(value) < 1e5 || !Number.isFinite(value) ? fixed(value, digits) : powerOfTen(value.toExponential(), '×')),
    significant,
    percent: (share, digits = 1) => (Number.isFinite(share) ? `${fixed(share * 100, digits)}\u00a0%` : '–'),
    bytes: (count) => {
      if (count < 1e3) return `${fixed(count, 0)}\u00a0B`;
      if (count < 1e6) return `${fixed(count / 1e3, 0)}\u00a0kB`;
      return count < 1e9 ? `${fixed(count / 1e6, count < 1e8 ? 1 : 0)}\u00a0MB` : `${fixed(count / 1e9, 1)}\u00a0GB`;
    },
    moment: (time) => {
      moments ??= new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
      return moments.format(time);
    },
  };
}
