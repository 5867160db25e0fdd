import { homeWords } from '@/components/words/desk-home-words';
import type { DaySums } from '@/lib/domain/daily-sums';
import { formatMoney } from '@/lib/domain/money';
import { DeskCell, DeskRow, DeskTable, Under, type Column } from '../table/desk-table';
import { Said } from '@/components/ui/said';

const columns: readonly Column[] = [
  { name: homeWords.day },
  { name: homeWords.paid, isNumber: true, onPhone: 'named' },
  { name: homeWords.refunded, isNumber: true, onPhone: 'named' },
  { name: homeWords.failed, isNumber: true, onPhone: 'named' },
];

/** One row for each day and currency. */
export function DayTable({ days }: { days: readonly DaySums[] }) {
  return (
    <DeskTable caption={homeWords.days} columns={columns}>
      {days.map(({ day, currency, ...sums }) => (
        <DeskRow key={`${day} ${currency}`}>
          <DeskCell isHead>{day}</DeskCell>
          <DeskCell isNumber>
            <Said isName>{formatMoney({ amount: sums.paidAmount, currency })}</Said>
            <Under>{homeWords.payments(sums.paidCount)}</Under>
          </DeskCell>
          <DeskCell isNumber>
            <Said isName>{formatMoney({ amount: sums.refundedAmount, currency })}</Said>
          </DeskCell>
          <DeskCell isNumber>{sums.failedCount.toLocaleString('en')}</DeskCell>
        </DeskRow>
      ))}
    </DeskTable>
  );
}
