import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { OtherPerson } from '@/components/auth/other-person';
import { safePath } from '@/lib/auth/safe-path';
import { findSignedInUser } from '@/lib/auth/session';
import { signOutPath } from '@/lib/domain/return-path';

export const metadata: Metadata = { title: 'Somebody else is signed in' };

/** Where a page leads that was drawn for another person than the one who is signed in by now. */
export default async function OtherPersonPage({ searchParams }: PageProps<'/other-person'>) {
  const { next } = await searchParams;
  const path = safePath(typeof next === 'string' ? next : null);
  const user = await findSignedInUser();
  const signIn = `/sign-in?next=${encodeURIComponent(path)}`;
  if (!user) redirect(signIn as Route);
  return (
    <OtherPerson
      name={user.name || user.email}
      email={user.email}
      path={path}
      changePath={signOutPath(user.id, { next: signIn })}
    />
  );
}
