import { describe, expect, it, vi } from 'vitest';

describe('a test that writes to console.error', () => {
  it.fails('fails', () => {
    console.error('(this line is meant to be here)');
  });

  it('passes where it expects that', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    console.error('as expected');
    expect(error).toHaveBeenCalledWith('as expected');
  });
});
