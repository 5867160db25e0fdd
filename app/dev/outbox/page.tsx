import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OutboxList } from '@/components/mail/outbox-list';
import { PageHeading } from '@/components/ui/page-heading';
import { hasLocalOutbox, listOutbox } from '@/lib/mail/read-outbox';

export const metadata: Metadata = { title: 'Outbox', robots: { index: false } };

export default async function OutboxPage() {
  if (!hasLocalOutbox()) notFound();
  return (
    <div className="max-w-3xl">
      <PageHeading
        title="Outbox"
        lead="What the shop mails. On the local Stripe no letter leaves this machine: they are read here, by anybody who can open this page."
      />
      <OutboxList mails={await listOutbox()} />
    </div>
  );
}
