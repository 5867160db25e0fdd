import { PackageCheck } from 'lucide-react';
import type { Route } from 'next';
import { DrawnFor } from '@/components/actions/drawn-for';
import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { DeskSection } from '@/components/desk/frame/desk-section';
import { JustSent } from '@/components/desk/sending/just-sent';
import { Pager } from '@/components/desk/table/pager';
import { SendOrders } from '@/components/desk/sending/send-orders';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { justSentText, sendTexts } from '@/components/words/send-words';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { listJustSent, readOrdersToSend } from '@/lib/desk/list-to-send';
import { pageQuery } from '@/lib/desk/page-token';
import { sendOrders, undoSending } from '../../actions';

export const generateMetadata = deskTitle('to send');

export default async function ToSendPage({ searchParams }: PageProps<'/desk/to-send'>) {
  const staff = await requireStaff('/desk/to-send');
  const { page } = pageQuery.parse(await searchParams);
  const { rows, older, newer } = await readOrdersToSend(page);
  const justSent = await listJustSent();
  const packing = page ? `/desk/packing?page=${encodeURIComponent(page)}` : '/desk/packing';
  return (
    <DrawnFor person={staff.id}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <DeskHeading
          title={sendTexts.list}
          actions={
            <>
              {justSent.length > 0 ? (
                <ButtonLink href={'#just-sent'} size="small" variant="quiet">
                  {justSentText(justSent.length)}
                </ButtonLink>
              ) : null}
              {rows.length > 0 ? (
                <ButtonLink href={packing as Route} size="small" prefetch={false}>
                  {sendTexts.packing}
                </ButtonLink>
              ) : null}
            </>
          }
        />
        {rows.length === 0 ? (
          <EmptyState icon={<PackageCheck />} title={sendTexts.none}>
            {sendTexts.noneWhy}
          </EmptyState>
        ) : (
          <SendOrders orders={rows} sendOrders={sendOrders.bind(null, staff.id)} />
        )}
        <Pager path="/desk/to-send" older={older} newer={newer} top="oldest" />
        {justSent.length > 0 ? (
          <div id="just-sent">
            <DeskSection title={sendTexts.justSent}>
              <JustSent orders={justSent} undoSending={undoSending.bind(null, staff.id)} />
            </DeskSection>
          </div>
        ) : null}
      </div>
    </DrawnFor>
  );
}
