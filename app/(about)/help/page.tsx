import type { Metadata } from 'next';
import { Sections } from '@/components/site/sections';
import { WriteToUs } from '@/components/site/write-to-us';
import { PageHeading } from '@/components/ui/page-heading';
import { helpSections, helpWords } from '@/components/words/help-words';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: helpWords.title };

export default function HelpPage() {
  return (
    <div className="grid max-w-2xl gap-10">
      <PageHeading title={helpWords.title} lead={helpWords.lead} className="pb-0" />
      <WriteToUs address={env().supportEmail} />
      <Sections sections={helpSections} />
    </div>
  );
}
