import { format } from 'node:util';
import { afterEach, beforeEach } from 'vitest';

const original = console.error;
let complaints: string[] = [];

// React, Node and our own libraries report real faults only here. A test that expects one replaces console.error
// itself (`vi.spyOn(console, 'error').mockImplementation(…)`), and then this one hears nothing.
beforeEach(() => {
  complaints = [];
  console.error = (...args: unknown[]) => {
    complaints.push(format(...args));
    original(...args);
  };
});

afterEach(() => {
  console.error = original;
  if (complaints.length > 0) {
    throw new Error(`console.error was called unexpectedly:\n${complaints.join('\n')}`);
  }
});
