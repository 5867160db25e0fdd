'use client';

import { ask, type Action } from '@/components/actions/ask';
import { OneLineForm } from '@/components/actions/one-line-form';
import { noteWords } from '@/components/words/desk-person-words';

type About = { orderId: string; userId: null } | { orderId: null; userId: string };

type WriteNoteProps = {
  /** Made with the page, and anew with each note: again after a lost answer is the same note. */
  noteId: string;
  about: About;
  writeNote: Action<About & { noteId: string; note: string }>;
};

export function WriteNote({ noteId, about, writeNote }: WriteNoteProps) {
  return (
    <OneLineForm
      name="note"
      label={noteWords.label}
      hint={noteWords.hint}
      button={noteWords.write}
      pendingLabel={noteWords.writing}
      size="small"
      maxLength={500}
      isEmptiedAfter
      instead={{ unreachable: noteWords.unreachable, too_late: noteWords.tooLate }}
      send={(note) => ask(writeNote, { ...about, noteId, note })}
    />
  );
}
