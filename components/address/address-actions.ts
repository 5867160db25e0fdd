import type { Action } from '@/components/actions/ask';
import type { AddressView, PostalAddress } from '@/lib/domain/address';

export type AddAddress = Action<{ address: PostalAddress }, AddressView>;

/** What a page knows of where its visitor may have things sent. */
export type Delivery = {
  /** The default first. */
  addresses: readonly AddressView[];
  /** Countries that the shop sends to. */
  countries: readonly string[];
  /** What the person is called: mostly who gets it. */
  name: string;
  addAddress: AddAddress;
};

/** What can be done with addresses in a wallet. The page passes the server actions. */
export type AddressActions = {
  addAddress: AddAddress;
  changeAddress: Action<{ addressId: string; address: PostalAddress }, AddressView>;
  makeDefaultAddress: Action<{ addressId: string }>;
  removeAddress: Action<{ addressId: string }>;
};
