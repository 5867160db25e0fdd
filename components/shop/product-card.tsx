import type { Route } from 'next';
import { Link } from '@/components/ui/link';
import { formatMoney } from '@/lib/domain/money';
import { isSoldOut, type Edition } from '@/lib/domain/edition';
import type { Money } from '@/lib/domain/money';
import { editionText } from './edition-words';
import { PrintPicture } from './print-picture';
import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { catalogWords } from '@/components/words/preference-words';

type ProductCardProps = {
  product: {
    slug: string;
    title: string;
    image: string;
    alt: string;
    edition: Edition;
    year: number;
    price: Money;
    shipBy: number | null;
  };
  urgent?: boolean | undefined;
};

export function ProductCard({ product, urgent }: ProductCardProps) {
  return (
    <article className="group relative grid content-start gap-3">
      <div className="overflow-hidden rounded-control shadow-sheet transition-shadow duration-200 ease-settle group-hover:shadow-lifted">
        <PrintPicture
          src={product.image}
          alt={product.alt}
          urgent={urgent}
          className="transition-transform duration-300 ease-settle group-hover:scale-[1.015]"
        />
      </div>
      <div className="grid gap-0.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="text-xl">
            {/* The whole tile is the target; the link's own name stays the print's. */}
            <Link
              href={`/products/${product.slug}` as Route}
              className="no-underline after:absolute after:inset-0 after:content-[''] group-hover:underline group-hover:underline-offset-4"
            >
              {product.title}
            </Link>
          </h2>
          <p className="figures font-semibold">
            <Said isName>{formatMoney(product.price)}</Said>
          </p>
        </div>
        <p className="label flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-muted">
          <Said>{`${editionText(product.edition)} · ${product.year}`}</Said>
          {product.shipBy === null || isSoldOut(product.edition) ? null : (
            <Badge tone="accent">{catalogWords.preorder}</Badge>
          )}
        </p>
      </div>
    </article>
  );
}
