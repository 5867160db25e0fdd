'use server';

import { z } from 'zod';
import { userAction } from '@/lib/auth/action';
import { addCardInput, startAddingCard as start } from '@/lib/setups/add-card';
import {
  cardInput,
  makeDefault as choose,
  useAtCheckout as offer,
  offerCardInput,
} from '@/lib/wallet/choose-card';
import {
  addAddress as add,
  addAddressInput,
  addressInput,
  changeAddress as change,
  changeAddressInput,
  makeDefaultAddress as chooseAddress,
  removeAddress as drop,
} from '@/lib/wallet/addresses';
import { listCards as list } from '@/lib/wallet/list-cards';
import { nameCard as name, nameCardInput } from '@/lib/wallet/name-card';
import { removeCard as remove, undoRemoval as undo } from '@/lib/wallet/remove-card';

export const listCards = userAction(z.object({}), (_, user) => list(user.id));

export const startAddingCard = userAction(addCardInput, (input, user) => start(user, input));

export const makeDefault = userAction(cardInput, (input, user) => choose(user, input));

export const offerAtCheckout = userAction(offerCardInput, (input, user) => offer(user, input));

export const nameCard = userAction(nameCardInput, (input, user) => name(user, input));

export const removeCard = userAction(cardInput, (input, user) => remove(user, input));

export const undoRemoval = userAction(cardInput.extend({ asDefault: z.boolean() }), (input, user) =>
  undo(user, input),
);

export const addAddress = userAction(addAddressInput, (input, user) => add(user, input));

export const changeAddress = userAction(changeAddressInput, (input, user) => change(user, input));

export const makeDefaultAddress = userAction(addressInput, (input, user) =>
  chooseAddress(user, input),
);

export const removeAddress = userAction(addressInput, (input, user) => drop(user, input));
