import { Mail } from 'lucide-react';
import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { DeskMails } from '@/components/desk/shop/desk-mails';
import { EmptyState } from '@/components/ui/empty-state';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { listDeskMails } from '@/lib/desk/read-mails';

export const generateMetadata = deskTitle('mail');

export default async function DeskMailPage() {
  await requireStaff('/desk/mail');
  const mails = await listDeskMails();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <DeskHeading title="Latest mail" />
      {mails.length === 0 ? (
        <EmptyState icon={<Mail />} title="Nothing yet">
          What is mailed, and what could not be, is listed here.
        </EmptyState>
      ) : (
        <DeskMails mails={mails} />
      )}
    </div>
  );
}
