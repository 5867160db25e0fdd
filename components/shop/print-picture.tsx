import { clsx } from 'clsx';
import Image from 'next/image';

type PrintPictureProps = {
  src: string;
  alt: string;
  /** For the first ones on a page: they are what its visitor waits for. */
  urgent?: boolean | undefined;
  className?: string | undefined;
};

/** A print as it hangs on the wall. Every sheet of the shop is 4 : 5. */
export function PrintPicture({ src, alt, urgent = false, className }: PrintPictureProps) {
  return (
    <Image
      src={src}
      alt={alt}
      width={600}
      height={750}
      // Drawings scale by themselves; the optimizer would refuse them.
      unoptimized
      loading={urgent ? 'eager' : 'lazy'}
      className={clsx('aspect-4/5 h-auto w-full bg-sunken object-cover', className)}
    />
  );
}
