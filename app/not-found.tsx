import { ImageOff } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeading } from '@/components/ui/page-heading';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <>
      <PageHeading title="Not found" />
      <EmptyState
        icon={<ImageOff />}
        title="There is nothing at this address"
        action={
          <>
            <ButtonLink href="/" variant="primary">
              See the prints
            </ButtonLink>
            <ButtonLink href="/orders">Your orders</ButtonLink>
          </>
        }
      >
        It may have been moved, or it belongs to another account.
      </EmptyState>
    </>
  );
}
