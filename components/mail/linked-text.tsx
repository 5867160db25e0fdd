import { Fragment } from 'react';

/** Text whose addresses can be clicked, as a mail program shows it. */
export function LinkedText({ text }: { text: string }) {
  // Split at a group, every second piece is an address.
  return text.split(/(https?:\/\/\S+)/).map((piece, index) =>
    index % 2 === 0 ? (
      <Fragment key={index}>{piece}</Fragment>
    ) : (
      <a key={index} href={piece} className="underline underline-offset-4">
        {piece}
      </a>
    ),
  );
}
