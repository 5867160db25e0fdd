import type { ReactNode } from 'react';
import { LocalTime } from '@/components/site/local-time';
import { Said, whole } from '@/components/ui/said';
import { personWords } from '@/components/words/desk-person-words';
import type { DeskPerson } from '@/lib/domain/desk-view';

export function PersonFacts({ person }: { person: DeskPerson }) {
  const { id, name, email, isStaff, emailVerifiedAt, createdAt } = person;
  return (
    <section aria-label={personWords.facts}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-y border-line-strong py-4 text-sm lg:grid-cols-4">
        <Fact term={personWords.name}>
          <Said isName className="wrap-anywhere">
            {name || '–'}
          </Said>
        </Fact>
        <Fact term={personWords.email}>
          <Said isName className="wrap-anywhere">
            {email}
          </Said>
        </Fact>
        <Fact term={personWords.confirmed}>
          {emailVerifiedAt === null ? (
            personWords.notConfirmed
          ) : (
            <LocalTime at={emailVerifiedAt} precision="day" />
          )}
        </Fact>
        <Fact term={personWords.joined}>
          <LocalTime at={createdAt} precision="day" />
        </Fact>
        <Fact term={personWords.role}>{isStaff ? personWords.isStaff : personWords.isBuyer}</Fact>
        <Fact term={personWords.id}>
          <code className="text-xs break-all">{id}</code>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="label pb-1 text-ink-muted">{term}</dt>
      <dd>{whole(children)}</dd>
    </div>
  );
}
