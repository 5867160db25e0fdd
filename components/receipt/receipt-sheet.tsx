import { LocalTime } from '@/components/site/local-time';
import { Wordmark } from '@/components/site/wordmark';
import { DescriptionList, DescriptionRow } from '@/components/ui/description-list';
import { Said } from '@/components/ui/said';
import { CardLine } from '@/components/wallet/card-line';
import { receiptWords as words } from '@/components/words/receipt-words';
import { addressLines } from '@/lib/domain/address';
import { formatMoney } from '@/lib/domain/money';
import type { Receipt } from '@/lib/domain/receipt';
import { Party } from './party';
import { ReceiptLines } from './receipt-lines';

type ReceiptSheetProps = {
  receipt: Receipt;
  /** False where the keys are live: then nothing is said of it. */
  isTest: boolean;
};

/** A paid order as one sheet of paper. */
export function ReceiptSheet({ receipt, isTest }: ReceiptSheetProps) {
  const { seller, buyer, goesTo, card, sentAt, refunds } = receipt;
  return (
    <article
      aria-label={words.title}
      className="grid gap-8 rounded-sheet border border-line bg-sheet p-5 sm:p-10 print:border-0 print:bg-transparent print:p-0"
    >
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <h1 className="text-4xl">{words.title}</h1>
        <Wordmark />
      </div>
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2 print:grid-cols-2">
        <Party
          heading={words.soldBy}
          name={seller.name}
          lines={[...seller.address, seller.taxId]}
        />
        <Party heading={words.soldTo} name={buyer.name} lines={[buyer.email]} />
        {goesTo ? (
          <Party
            heading={words.sentTo}
            name={goesTo.name}
            lines={addressLines({ ...goesTo, name: '' })}
          />
        ) : null}
      </div>
      <DescriptionList>
        <DescriptionRow term={words.reference}>
          <Said isName>{receipt.reference}</Said>
        </DescriptionRow>
        <DescriptionRow term={words.ordered}>
          <LocalTime at={receipt.orderedAt} precision="day" />
        </DescriptionRow>
        <DescriptionRow term={words.paid}>
          <LocalTime at={receipt.paidAt} precision="day" />
        </DescriptionRow>
        {card ? (
          <DescriptionRow term={words.paidWith}>
            <CardLine card={card} />
          </DescriptionRow>
        ) : null}
        {sentAt === null ? null : (
          <DescriptionRow term={words.sent}>
            <LocalTime at={sentAt} precision="day" />
          </DescriptionRow>
        )}
      </DescriptionList>
      <ReceiptLines receipt={receipt} />
      {refunds.length > 0 ? (
        <section aria-labelledby="refunds" className="grid gap-2">
          <h2 id="refunds" className="text-xl">
            {words.refunds}
          </h2>
          <DescriptionList>
            {refunds.map(({ id, total, createdAt }) => (
              <DescriptionRow key={id} term={<LocalTime at={createdAt} precision="day" />}>
                <Said isName>{formatMoney(total)}</Said>
              </DescriptionRow>
            ))}
          </DescriptionList>
        </section>
      ) : null}
      {isTest ? <p className="text-sm text-ink-muted">{words.testMode}</p> : null}
    </article>
  );
}
