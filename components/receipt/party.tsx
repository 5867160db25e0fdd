type PartyProps = { heading: string; name: string; lines: readonly (string | null)[] };

/** One of those whom a sale is between, or where it was sent to. */
export function Party({ heading, name, lines }: PartyProps) {
  return (
    <section className="grid content-start gap-1">
      <h2 className="label text-ink-muted">{heading}</h2>
      <address className="grid not-italic wrap-anywhere" translate="no">
        {name ? <span className="font-semibold">{name}</span> : null}
        {lines.map((line) => (line === null ? null : <span key={line}>{line}</span>))}
      </address>
    </section>
  );
}
