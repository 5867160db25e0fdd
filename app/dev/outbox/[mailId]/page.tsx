import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { notFound } from 'next/navigation';
import { OutboxMail } from '@/components/mail/outbox-mail';
import { PageHeading } from '@/components/ui/page-heading';
import { ownIdIn } from '@/lib/domain/address-part';
import { findOutboxMail, hasLocalOutbox } from '@/lib/mail/read-outbox';

export const metadata: Metadata = { title: 'Mail', robots: { index: false } };

export default async function OutboxMailPage({ params }: PageProps<'/dev/outbox/[mailId]'>) {
  if (!hasLocalOutbox()) notFound();
  const mailId = ownIdIn((await params).mailId);
  const mail = mailId && (await findOutboxMail(mailId));
  if (!mail) notFound();
  return (
    <div className="max-w-3xl">
      <PageHeading
        eyebrow={
          <Link
            href="/dev/outbox"
            className="inline-flex min-h-6 items-center underline underline-offset-4"
          >
            Outbox
          </Link>
        }
        title={mail.subject}
      />
      <OutboxMail mail={mail} />
    </div>
  );
}
