import type { MetadataRoute } from 'next';

/** What is for sale may be found; what is somebody's own, or a form, need not. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: [
        '/api/',
        '/checkout',
        '/desk',
        '/dev/',
        '/orders',
        '/other-person',
        '/pay/',
        '/reset-password',
        '/updated',
        '/verify-email',
        '/wallet',
      ],
    },
  };
}
