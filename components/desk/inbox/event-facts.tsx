import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { DescriptionList, DescriptionRow } from '@/components/ui/description-list';
import { inboxWords } from '@/components/words/desk-words';
import { visibleText } from '@/components/words/visible-text';
import type { DeskEventView } from '@/lib/domain/desk-view';
import { StripeId } from '../table/stripe-id';

export function EventFacts({ event }: { event: DeskEventView }) {
  const { text, tone } = inboxWords[event.state];
  return (
    <DescriptionList className="text-sm">
      <DescriptionRow term="State">
        <Badge tone={tone}>{text}</Badge>
      </DescriptionRow>
      <DescriptionRow term="Tries">{event.tries}</DescriptionRow>
      <DescriptionRow term="Received">
        <LocalTime at={event.receivedAt} />
      </DescriptionRow>
      {event.processedAt === null ? null : (
        <DescriptionRow term="Processed">
          <LocalTime at={event.processedAt} />
        </DescriptionRow>
      )}
      {event.nextTryAt === null ? null : (
        <DescriptionRow term="Next try">
          <LocalTime at={event.nextTryAt} />
        </DescriptionRow>
      )}
      <DescriptionRow term="API version">{visibleText(event.apiVersion ?? 'none')}</DescriptionRow>
      <DescriptionRow term="At Stripe">
        <StripeId link={event.stripe} />
      </DescriptionRow>
    </DescriptionList>
  );
}
