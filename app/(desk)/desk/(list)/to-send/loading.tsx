import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';
import { sendTexts } from '@/components/words/send-words';

const ORDERS = ['first', 'second', 'third', 'fourth'];

export default function ToSendLoading() {
  return (
    <div className="grid gap-8" aria-busy="true">
      <p className="sr-only">{loadingWords.desk}</p>
      <DeskHeading title={sendTexts.list} />
      <div className="grid gap-4">
        <Skeleton className="h-6 w-40" />
        <div className="border-t border-line-strong">
          {ORDERS.map((order) => (
            <div key={order} className="border-b border-line py-4">
              <Skeleton className="h-64 sm:h-26" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
