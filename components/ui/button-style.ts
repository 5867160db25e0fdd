import { clsx } from 'clsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'normal' | 'small';

const base =
  'relative inline-flex max-w-full cursor-pointer items-center justify-center gap-2 rounded-control border text-center font-semibold leading-tight no-underline transition-[color,background-color,border-color] duration-150 select-none active:translate-y-px data-pending:translate-y-px data-pending:saturate-60 aria-disabled:cursor-default disabled:cursor-default disabled:opacity-50';

// 44 px is the target WCAG 2.5.5 asks for; the small one keeps to the 24 px of 2.5.8 with room.
const sizes: Record<ButtonSize, string> = {
  normal: 'min-h-11 px-5 py-2.5 text-base',
  small: 'min-h-8 px-3 py-1 text-sm',
};

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-accent bg-accent text-on-accent enabled:hover:border-accent-strong enabled:hover:bg-accent-strong [a]:hover:border-accent-strong [a]:hover:bg-accent-strong',
  secondary: 'border-line-strong bg-sheet text-ink hover:border-ink',
  quiet: 'border-transparent bg-transparent text-ink hover:bg-sunken',
  danger: 'border-danger bg-transparent text-danger hover:bg-danger-wash',
};

export type ButtonLook = {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  wide?: boolean | undefined;
};

export const buttonStyle = ({ variant = 'secondary', size = 'normal', wide }: ButtonLook): string =>
  clsx(base, sizes[size], variants[variant], wide && 'w-full');
