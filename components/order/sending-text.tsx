import { LocalTime } from '@/components/site/local-time';
import { Said } from '@/components/ui/said';
import { sendingWords, sentOnText, trackItText } from '@/components/words/send-words';
import { trackingHost, type Sending } from '@/lib/domain/sending';

type SendingTextProps = {
  sending: Exclude<Sending, { state: 'unrecorded' }>;
  precision?: 'day' | 'minute';
};

/** "To send", or "Sent on 3 May 2027 · track it at post.example". */
export function SendingText({ sending, precision = 'day' }: SendingTextProps) {
  if (sending.state === 'to_send') return <Said>{sendingWords.to_send}</Said>;
  return (
    <span className="inline-flex flex-wrap gap-x-1.5">
      <span>
        <Said>{sentOnText}</Said> <LocalTime at={sending.at} precision={precision} />
      </span>
      {sending.trackingUrl === null ? null : (
        <>
          <span aria-hidden="true">·</span>
          <TrackLink trackingUrl={sending.trackingUrl} />
        </>
      )}
    </span>
  );
}

/** Says whose page it is before it is followed, and tells that page nothing of ours. */
export function TrackLink({ trackingUrl }: { trackingUrl: string }) {
  return (
    <a
      href={trackingUrl}
      target="_blank"
      rel="noopener noreferrer nofollow"
      // Above what makes a whole row of the list a link.
      className="relative z-10 inline-block min-h-6 wrap-anywhere underline underline-offset-4"
    >
      <Said>{trackItText}</Said> <Said isName>{trackingHost(trackingUrl)}</Said>
    </a>
  );
}
