import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { DescriptionList, DescriptionRow } from '@/components/ui/description-list';
import { mailStateWords } from '@/components/words/mail-words';
import type { MailState } from '@/lib/domain/mail-state';
import { LinkedText } from './linked-text';

type OutboxMailProps = {
  mail: {
    state: MailState;
    recipient: string;
    createdAt: number;
    lastError: string | null;
    text: string;
    html: string;
  };
};

export function OutboxMail({ mail }: OutboxMailProps) {
  const { text, tone } = mailStateWords[mail.state];
  return (
    <div className="grid gap-10">
      <DescriptionList>
        <DescriptionRow term="To">{mail.recipient}</DescriptionRow>
        <DescriptionRow term="Written">
          <LocalTime at={mail.createdAt} />
        </DescriptionRow>
        <DescriptionRow term="State">
          <Badge tone={tone}>{text}</Badge>
        </DescriptionRow>
        {mail.lastError === null ? null : (
          <DescriptionRow term="Why">{mail.lastError}</DescriptionRow>
        )}
      </DescriptionList>
      <section aria-labelledby="as-text" className="grid gap-3">
        <h2 id="as-text" className="text-2xl">
          As text
        </h2>
        <div className="rounded-sheet border border-line bg-sheet p-5 shadow-sheet whitespace-pre-wrap wrap-anywhere">
          <LinkedText text={mail.text} />
        </div>
      </section>
      <section aria-labelledby="as-html" className="grid gap-3">
        <h2 id="as-html" className="text-2xl">
          As HTML
        </h2>
        {/* No script of a mail runs, and its links open outside of the frame. */}
        <iframe
          title="The mail as HTML"
          srcDoc={mail.html}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          className="h-136 w-full rounded-sheet border border-line bg-sheet shadow-sheet"
        />
      </section>
    </div>
  );
}
