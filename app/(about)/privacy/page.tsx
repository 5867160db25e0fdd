import type { Metadata } from 'next';
import { Sections } from '@/components/site/sections';
import { WriteToUs } from '@/components/site/write-to-us';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { privacySections, privacyWords } from '@/components/words/privacy-words';
import { templateText } from '@/components/words/terms-words';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: privacyWords.title };

export default function PrivacyPage() {
  return (
    <div className="grid max-w-2xl gap-10">
      <PageHeading title={privacyWords.title} lead={privacyWords.lead} className="pb-0" />
      <Notice tone="warning">{templateText}</Notice>
      <Sections sections={privacySections} />
      <WriteToUs address={env().supportEmail} />
    </div>
  );
}
