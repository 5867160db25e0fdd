'use client';

import NextLink, { useLinkStatus } from 'next/link';
import type { ComponentProps } from 'react';
import { whole } from './said';

/**
 * A link within the shop. From the press until the next page, or its skeleton, is there, it says that it
 * was pressed: by itself and by the bar at the window's upper edge (globals.css).
 */
export function Link({ children, ...link }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink {...link}>
      {whole(children)}
      <Pressed />
    </NextLink>
  );
}

function Pressed() {
  return useLinkStatus().pending ? <span data-pressed aria-hidden="true" /> : null;
}
