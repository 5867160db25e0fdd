import type { Tone } from '@/components/ui/badge';
import type { MailState } from '@/lib/domain/mail';

export const mailStateWords: Record<MailState, { text: string; tone: Tone }> = {
  waiting: { text: 'Waiting', tone: 'info' },
  sent: { text: 'Sent', tone: 'success' },
  given_up: { text: 'Not sent', tone: 'danger' },
};
