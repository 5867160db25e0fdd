import { SendAgain, type SendVerificationAgain } from '@/components/auth/send-again';
import { Notice } from '@/components/ui/notice';
import { confirmFirstText, noAddressText } from '@/components/words/mail-words';

type ConfirmFirstProps = {
  /** Null for an account whose provider told none: there is nothing to be confirmed. */
  email: string | null;
  sendVerificationAgain: SendVerificationAgain;
};

/** Says before a card is typed that a pre-order wants a confirmed address. */
export function ConfirmFirst({ email, sendVerificationAgain }: ConfirmFirstProps) {
  if (email === null) return <Notice tone="warning">{noAddressText}</Notice>;
  return (
    <Notice
      tone="warning"
      action={<SendAgain email={email} sendVerificationAgain={sendVerificationAgain} />}
    >
      {confirmFirstText(email)}
    </Notice>
  );
}
