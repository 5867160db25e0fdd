'use client';

import { useEffect, useRef, useState, type ComponentProps } from 'react';
import { passwordWords as words } from '@/components/words/password-words';
import { Field } from '@/components/ui/field';
import { Said } from '@/components/ui/said';

type PasswordFieldProps = Omit<ComponentProps<typeof Field>, 'type' | 'inside'>;

/** A field for a password that can be looked at while it is typed. Sending it hides it again. */
export function PasswordField(props: PasswordFieldProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isShown, setShown] = useState<boolean | null>(null);

  // Shown while it is sent, browsers keep it among the words that they offer for a text field.
  useEffect(() => {
    const form = button.current?.form;
    const hide = () => setShown((shown) => (shown === null ? null : false));
    form?.addEventListener('submit', hide);
    return () => form?.removeEventListener('submit', hide);
  }, []);

  return (
    <Field
      {...props}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      className="[&_input]:pr-18"
      inside={
        <>
          <button
            ref={button}
            type="button"
            onClick={() => setShown(!isShown)}
            className="absolute inset-y-0 right-0 min-w-16 cursor-pointer rounded-control px-3 text-sm font-medium text-ink-muted underline underline-offset-4 hover:text-ink"
          >
            <Said>{isShown ? words.hide : words.show}</Said>
            <span className="sr-only">
              <Said>{` ${words.what}`}</Said>
            </span>
          </button>
          {/* Empty until it is pressed: nobody asked yet. */}
          <span role="status" className="sr-only">
            <Said>{isShown === null ? '' : isShown ? words.shown : words.hidden}</Said>
          </span>
        </>
      }
    />
  );
}
