import { PageHeading } from '@/components/ui/page-heading';
import { ProductCard } from '@/components/shop/product-card';
import { listShopProducts } from '@/lib/shop/read-products';

/** As many as the first window of a desktop shows. */
const FIRST_ROW = 3;

export default async function StorefrontPage() {
  const products = await listShopProducts();
  return (
    <>
      <PageHeading
        title="Prints in small editions"
        lead="Drawn here, printed on heavy paper, signed and sent flat."
      />
      <ul className="grid gap-x-8 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
        {products.map((product, position) => (
          <li key={product.slug}>
            <ProductCard product={product} urgent={position < FIRST_ROW} />
          </li>
        ))}
      </ul>
    </>
  );
}
