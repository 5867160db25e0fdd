'use client';

import { forgetPurchases } from '@/components/checkout/kept-purchase';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { PageHeading } from '@/components/ui/page-heading';
import { otherPersonWords } from '@/components/words/other-person-words';

type OtherPersonProps = {
  name: string;
  email: string;
  /** Where the page was, or wanted to go. */
  path: string;
  /** Where this person is signed out; it leads to sign-in. */
  changePath: string;
};

export function OtherPerson({ name, email, path, changePath }: OtherPersonProps) {
  const words = otherPersonWords(name);
  return (
    <div className="grid max-w-md gap-6">
      <PageHeading title={words.title} className="pb-0 sm:pb-2" />
      <p className="wrap-anywhere">{words.signedIn(email)}</p>
      <p>{words.nothingHappened}</p>
      <div className="grid gap-3">
        {/* A whole new page, not a Link: nothing of the other person's stays in the document. */}
        <a href={path} className={buttonStyle({ variant: 'primary', wide: true })}>
          {words.goOn}
        </a>
        <form method="post" action={changePath} onSubmit={forgetPurchases}>
          <Button type="submit" wide>
            {words.change}
          </Button>
        </form>
      </div>
    </div>
  );
}
