import type { MetadataRoute } from 'next';
import { palette } from '@/components/ui/tokens';

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Cardkeep',
    short_name: 'Cardkeep',
    description: 'Abstract art prints in small editions, bought with one click.',
    start_url: '/',
    // With the browser's bar: who pays wants to see whose page this is, and the way back from a bank.
    display: 'minimal-ui',
    background_color: palette.light.paper,
    theme_color: palette.light.paper,
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/apple-icon.png', sizes: '180x180', type: 'image/png' },
    ],
  };
}
