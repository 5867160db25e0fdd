import './parts/node-version.mjs';
import { runLocalShop } from './parts/local-shop.mjs';
import { main } from './parts/main.mjs';

await main(() => runLocalShop('start'), { interrupted: 0 });
