import { notFound } from 'next/navigation';
import { DrawnFor } from '@/components/actions/drawn-for';
import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { DeskSection } from '@/components/desk/frame/desk-section';
import { Notes } from '@/components/desk/notes/notes';
import { WriteNote } from '@/components/desk/notes/write-note';
import { OrderTable } from '@/components/desk/orders/order-table';
import { Pager } from '@/components/desk/table/pager';
import { PersonAddresses } from '@/components/desk/person/person-addresses';
import { PersonCards } from '@/components/desk/person/person-cards';
import { PersonFacts } from '@/components/desk/person/person-facts';
import { Notice } from '@/components/ui/notice';
import { countText } from '@/components/words/desk-words';
import { noteWords, personWords } from '@/components/words/desk-person-words';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { deskPersonQuery, findDeskPerson } from '@/lib/desk/read-person';
import { ownIdIn } from '@/lib/domain/address-part';
import { writeNote } from '../../actions';

export const generateMetadata = deskTitle('person');

export default async function DeskPersonPage({
  params,
  searchParams,
}: PageProps<'/desk/people/[userId]'>) {
  const userId = ownIdIn((await params).userId);
  if (!userId) notFound();
  const path = `/desk/people/${userId}`;
  const staff = await requireStaff(path);
  const query = deskPersonQuery.parse(await searchParams);
  const person = await findDeskPerson(userId, query);
  if (!person) notFound();
  const { orders, notes } = person;
  const kept = (name: 'page' | 'notes') => {
    const value = query[name];
    return value === undefined ? {} : { [name]: value };
  };

  return (
    <DrawnFor person={staff.id}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <DeskHeading title={person.name || person.email} />
        {person.erasedAt === null ? null : <Notice tone="info">{personWords.erased}</Notice>}
        <PersonFacts person={person} />
        <DeskSection title={personWords.orders}>
          <p className="text-sm text-ink-muted">
            {personWords.ordersCounted(countText(person.orderCount))}
          </p>
          {orders.rows.length === 0 ? null : <OrderTable orders={orders.rows} isOfOne />}
          <Pager path={path} query={kept('notes')} older={orders.older} newer={orders.newer} />
        </DeskSection>
        <DeskSection title={personWords.cards}>
          <PersonCards cards={person.cards} />
        </DeskSection>
        <DeskSection title={personWords.addresses}>
          <PersonAddresses addresses={person.addresses} />
        </DeskSection>
        <DeskSection title={noteWords.title}>
          {person.erasedAt === null ? (
            <WriteNote
              noteId={crypto.randomUUID()}
              about={{ orderId: null, userId: person.id }}
              writeNote={writeNote.bind(null, staff.id)}
            />
          ) : null}
          <Notes notes={notes.rows} />
          <Pager
            path={path}
            param="notes"
            query={kept('page')}
            older={notes.older}
            newer={notes.newer}
          />
        </DeskSection>
      </div>
    </DrawnFor>
  );
}
