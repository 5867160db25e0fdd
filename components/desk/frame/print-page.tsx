'use client';

import { sendTexts } from '@/components/words/send-words';
import { Button } from '@/components/ui/button';

export function PrintPage() {
  return (
    <Button size="small" variant="primary" onClick={() => window.print()}>
      {sendTexts.print}
    </Button>
  );
}
