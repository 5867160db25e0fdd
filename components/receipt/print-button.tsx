'use client';

import { Button } from '@/components/ui/button';
import { receiptWords } from '@/components/words/receipt-words';

export function PrintButton() {
  return <Button onClick={() => window.print()}>{receiptWords.print}</Button>;
}
