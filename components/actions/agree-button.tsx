'use client';

import { Button, type ButtonProps } from '@/components/ui/button';
import { AgreedWords } from './agreed-words';
import type { Agreed } from './ask-agreed';

type AgreeButtonProps<Input> = Omit<ButtonProps, 'children' | 'onClick'> & {
  agreed: Agreed<Input>;
  /** Left out where the button submits its form. */
  onAgree?: ((agreed: Agreed<Input>) => unknown) | undefined;
};

/** A button that says what is agreed to by pressing it, and hands over just that. */
export function AgreeButton<Input>({ agreed, onAgree, ...button }: AgreeButtonProps<Input>) {
  return (
    <Button {...button} onClick={() => void onAgree?.(agreed)}>
      <AgreedWords>{agreed.words[0]}</AgreedWords>
    </Button>
  );
}
