import { headers } from 'next/headers';
import { CurrencyChoice } from '@/components/shop/currency-choice';
import { ProductCard } from '@/components/shop/product-card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeading } from '@/components/ui/page-heading';
import { homeWords } from '@/components/words/page-words';
import { catalogWords } from '@/components/words/preference-words';
import { catalogCurrency, countCurrencies } from '@/lib/domain/catalog-currency';
import { readPreferences } from '@/lib/preferences';
import { listShopProducts } from '@/lib/shop/read-products';

/** As many as the first window of a desktop shows. */
const FIRST_ROW = 3;

export default async function StorefrontPage() {
  const [products, { currency: chosen }, asked] = await Promise.all([
    listShopProducts(),
    readPreferences(),
    headers(),
  ]);
  const offered = countCurrencies(products.map(({ price }) => price));
  const shown = catalogCurrency(offered, chosen, asked.get('accept-language') ?? '');
  const hung = products.filter(({ price }) => price.currency === shown);
  const elsewhere = products.length - hung.length;
  return (
    <>
      <PageHeading
        {...homeWords}
        actions={
          shown && offered.length > 1 ? <CurrencyChoice offered={offered} shown={shown} /> : null
        }
      />
      {shown === null ? (
        <EmptyState title={catalogWords.empty.title}>{catalogWords.empty.text}</EmptyState>
      ) : null}
      <ul className="grid gap-x-8 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
        {hung.map((product, position) => (
          <li key={product.slug}>
            <ProductCard product={product} urgent={position < FIRST_ROW} />
          </li>
        ))}
      </ul>
      {elsewhere > 0 ? (
        <p className="mt-12 text-ink-muted">{catalogWords.elsewhere(elsewhere)}</p>
      ) : null}
    </>
  );
}
