import type { Metadata } from 'next';
import { Sections } from '@/components/site/sections';
import { WriteToUs } from '@/components/site/write-to-us';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { templateText, termsSections, termsWords } from '@/components/words/terms-words';

import { env } from '@/lib/env';

export const metadata: Metadata = { title: termsWords.title };

export default function TermsPage() {
  return (
    <div className="grid max-w-2xl gap-10">
      <PageHeading title={termsWords.title} lead={termsWords.lead} className="pb-0" />
      <Notice tone="warning">{templateText}</Notice>
      <Sections sections={termsSections} />
      <WriteToUs address={env().supportEmail} />
    </div>
  );
}
