import { Link } from '@/components/ui/link';
import { Said } from '@/components/ui/said';
import { supportWords } from '@/components/words/support-words';

/** The code that our log can be searched for, out of the way of those who do not need it. */
export function SupportCode({ code }: { code: string }) {
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-6 cursor-pointer items-center underline underline-offset-4">
        <Said>{supportWords.details}</Said>
      </summary>
      <p className="mt-1">
        <Said>{`${supportWords.code}: `}</Said>
        <Said isName className="figures font-semibold select-all">
          {code}
        </Said>
      </p>
      <p>
        <Said>{supportWords.why}</Said>{' '}
        <Link href="/help" prefetch={false} className="inline-flex min-h-6 items-center underline">
          {supportWords.writeToUs}
        </Link>
      </p>
    </details>
  );
}
