import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { PackingSlip } from '@/components/desk/sending/packing-slip';
import { PrintPage } from '@/components/desk/frame/print-page';
import { ButtonLink } from '@/components/ui/button-link';
import { sendTexts } from '@/components/words/send-words';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { readOrdersToSend } from '@/lib/desk/list-to-send';
import { pageQuery } from '@/lib/desk/page-token';

export const generateMetadata = deskTitle('packing');

/** One page of the list to send, to be printed: what may not be sent is left out. */
export default async function PackingPage({ searchParams }: PageProps<'/desk/packing'>) {
  await requireStaff('/desk/packing');
  const { rows } = await readOrdersToSend(pageQuery.parse(await searchParams).page);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className="print:hidden">
        <DeskHeading
          title={sendTexts.packing}
          actions={
            <>
              <ButtonLink href="/desk/to-send" size="small" prefetch={false}>
                {sendTexts.back}
              </ButtonLink>
              <PrintPage />
            </>
          }
        />
      </div>
      <div className="border-t border-line-strong">
        {rows
          .filter(({ fault }) => fault === null)
          .map((order) => (
            <PackingSlip key={order.id} order={order} />
          ))}
      </div>
    </div>
  );
}
