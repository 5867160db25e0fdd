import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { plainWord } from '@/components/words/desk-words';
import { heldBackWords, mailStateWords } from '@/components/words/mail-words';
import type { HeldBack, MailKind, MailState } from '@/lib/domain/mail-state';
import { DeskCell, DeskRow, DeskTable, type Column } from '../table/desk-table';

const columns: readonly Column[] = [
  { name: 'Mail' },
  { name: 'To' },
  { name: 'Written' },
  { name: 'State' },
  { name: 'Tries', isNumber: true, onPhone: 'named' },
  { name: 'Why' },
];

type DeskMailsProps = {
  mails: readonly {
    id: string;
    kind: MailKind;
    recipient: string;
    state: MailState;
    tries: number;
    lastError: string | null;
    heldBack: HeldBack | null;
    createdAt: number;
  }[];
};

/** What was mailed, and the reason for each mail that was not. */
export function DeskMails({ mails }: DeskMailsProps) {
  return (
    <DeskTable caption="Latest mail" columns={columns}>
      {mails.map((mail) => (
        <DeskRow key={mail.id}>
          <DeskCell isHead>{plainWord(mail.kind)}</DeskCell>
          <DeskCell>{mail.recipient || '–'}</DeskCell>
          <DeskCell>
            <LocalTime at={mail.createdAt} />
          </DeskCell>
          <DeskCell>
            <Badge tone={mailStateWords[mail.state].tone}>{mailStateWords[mail.state].text}</Badge>
          </DeskCell>
          <DeskCell isNumber>{mail.tries}</DeskCell>
          <DeskCell isText>
            {mail.heldBack ? heldBackWords[mail.heldBack] : mail.lastError}
          </DeskCell>
        </DeskRow>
      ))}
    </DeskTable>
  );
}
