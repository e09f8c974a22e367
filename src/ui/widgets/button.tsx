import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import styles from './button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** Primary is for the one thing to do next; quiet has no frame. */
  readonly look?: 'plain' | 'primary' | 'quiet';
  /** As wide as high, for a lone icon; give it an aria-label. */
  readonly square?: boolean;
}

/** A button in the desk's manner. */
export function Button({ look = 'plain', square = false, className, type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={classNames(styles['button'], styles[look], square && styles['square'], className)} />;
}
