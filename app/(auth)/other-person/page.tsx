import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { OtherPerson } from '@/components/auth/other-person';
import { safePath } from '@/lib/auth/safe-path';
import { findSignedInUser } from '@/lib/auth/session';
import { changePerson } from '../actions';

export const metadata: Metadata = { title: 'Somebody else is signed in' };

/** Where a page leads that was drawn for another person than the one who is signed in by now. */
export default async function OtherPersonPage({ searchParams }: PageProps<'/other-person'>) {
  const { next } = await searchParams;
  const path = safePath(typeof next === 'string' ? next : null);
  const user = await findSignedInUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(path)}` as Route);
  return (
    <OtherPerson
      name={user.name || user.email}
      email={user.email}
      path={path}
      changePerson={changePerson.bind(null, user.id, path)}
    />
  );
}
