import { vi } from 'vitest';
import { holdClock } from './clock';

// What is sent again is held here, not how long it is waited before.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

holdClock();
