import { clsx } from 'clsx';
import { Link } from './link';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { buttonStyle } from './button-style';
import type { ButtonLook } from './button-style';
import { whole } from './said';

type ButtonLinkProps = ButtonLook & {
  href: Route;
  className?: string | undefined;
  /** False where loading ahead would cost a query that most visitors never need. */
  prefetch?: boolean | undefined;
  children: ReactNode;
};

export function ButtonLink({
  variant,
  size,
  wide,
  href,
  className,
  prefetch,
  children,
}: ButtonLinkProps) {
  return (
    <Link
      href={href}
      {...(prefetch === undefined ? {} : { prefetch })}
      className={clsx(buttonStyle({ variant, size, wide }), className)}
    >
      {whole(children)}
    </Link>
  );
}
