import type { Route } from 'next';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';

type SoldOutProps = {
  /** An order of this visitor's that a copy is set aside for, and that is not paid yet. */
  heldOrderId: string | null;
};

/** Stands where the button to buy was. */
export function SoldOut({ heldOrderId }: SoldOutProps) {
  if (heldOrderId !== null) {
    return (
      <Notice
        title="A copy is set aside for you"
        action={
          <ButtonLink href={`/orders/${heldOrderId}` as Route} variant="primary">
            Go to your order
          </ButtonLink>
        }
      >
        All others are sold or set aside. Pay for your order to keep yours.
      </Notice>
    );
  }
  return (
    <Notice title="Sold out">
      Every copy is sold or set aside for an order that is being paid. One that is not paid comes
      back within the hour.
    </Notice>
  );
}
