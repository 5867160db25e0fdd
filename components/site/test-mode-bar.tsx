const words = {
  local: 'Test mode: payments go to the local Stripe on this machine. No money moves.',
  test: 'Test mode: payments go to Stripe’s test mode. No money moves.',
} as const;

export function TestModeBar({ mode }: { mode: keyof typeof words }) {
  return (
    <aside
      aria-label="Test mode"
      className="print:hidden border-b border-line bg-sunken px-4 py-1.5 text-center text-sm text-ink-muted"
    >
      {words[mode]}
    </aside>
  );
}
