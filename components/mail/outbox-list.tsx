import { Mail } from 'lucide-react';
import type { Route } from 'next';
import { Link } from '@/components/ui/link';
import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { mailStateWords } from '@/components/words/mail-words';
import type { MailState } from '@/lib/domain/mail-state';

type OutboxListProps = {
  mails: readonly {
    id: string;
    state: MailState;
    recipient: string;
    subject: string;
    createdAt: number;
  }[];
};

export function OutboxList({ mails }: OutboxListProps) {
  if (mails.length === 0) {
    return (
      <EmptyState icon={<Mail />} title="No mail yet">
        Sign up, buy a print or ask for a new password: the letter arrives here.
      </EmptyState>
    );
  }
  return (
    <ol className="divide-y divide-line border-y border-line">
      {mails.map(({ id, state, recipient, subject, createdAt }) => (
        <li key={id} className="relative grid gap-1 px-2 py-4 hover:bg-sunken">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <h2 className="min-w-0 text-lg">
              {/* The whole row leads there; the link alone is read aloud. */}
              <Link
                href={`/dev/outbox/${id}` as Route}
                prefetch={false}
                className="no-underline after:absolute after:inset-0 hover:underline"
              >
                {subject}
              </Link>
            </h2>
            {state === 'sent' ? null : (
              <Badge tone={mailStateWords[state].tone}>{mailStateWords[state].text}</Badge>
            )}
          </div>
          <p className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-muted">
            <span className="min-w-0 wrap-anywhere">{`To ${recipient}`}</span>
            <LocalTime at={createdAt} />
          </p>
        </li>
      ))}
    </ol>
  );
}
