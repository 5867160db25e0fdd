import type { Route } from 'next';
import { Link } from '@/components/ui/link';
import { LocalTime } from '@/components/site/local-time';
import { dataText, deedText } from '@/components/words/desk-words';
import type { DeskAction } from '@/lib/domain/desk-view';
import { addressPart } from '@/lib/domain/address-part';
import { DeskCell, DeskRow, DeskTable, Under, type Column } from '../table/desk-table';
import { Said } from '@/components/ui/said';
import { supportCode } from '@/lib/domain/support-code';
import { supportWords } from '@/components/words/support-words';

const columns: readonly Column[] = [
  { name: 'When' },
  { name: 'Who' },
  { name: 'What' },
  { name: 'About' },
  { name: supportWords.code, onPhone: 'left out' },
];

export function ActionTable({ actions }: { actions: readonly DeskAction[] }) {
  return (
    <DeskTable caption="What staff did" columns={columns}>
      {actions.map((action) => (
        <DeskRow key={action.id}>
          <DeskCell isHead>
            <LocalTime at={action.at} />
          </DeskCell>
          <DeskCell>{action.staffEmail}</DeskCell>
          <DeskCell isText>
            <Said>{deedText(action.action)}</Said>
            <Under>{dataText(action.data)}</Under>
          </DeskCell>
          <DeskCell>
            <About action={action} />
          </DeskCell>
          <DeskCell>
            <code className="text-xs">
              {action.requestId === null ? '–' : supportCode(action.requestId)}
            </code>
          </DeskCell>
        </DeskRow>
      ))}
    </DeskTable>
  );
}

const link = 'inline-flex min-h-6 items-center underline underline-offset-4';

function About({ action: { order, stripeEventId } }: { action: DeskAction }) {
  if (order) {
    return (
      <Link href={`/desk/orders/${order.id}` as Route} prefetch={false} className={link}>
        {order.reference}
      </Link>
    );
  }
  if (stripeEventId === null) return <Said>–</Said>;
  return (
    <Link
      href={`/desk/inbox/${addressPart(stripeEventId)}` as Route}
      prefetch={false}
      className={link}
    >
      <code className="text-xs">{stripeEventId}</code>
    </Link>
  );
}
