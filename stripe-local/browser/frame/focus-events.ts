import type { Channel } from './channel';

/**
 * Focus that moves from field to field stays inside the element; the page hears of it only when it
 * comes in or leaves.
 */
export const reportFocus = (channel: () => Channel): void => {
  let isFocused = false;
  document.addEventListener('focusin', () => {
    if (isFocused) return;
    isFocused = true;
    channel().emit('focus');
  });
  document.addEventListener('focusout', (event) => {
    if (event.relatedTarget !== null) return;
    isFocused = false;
    channel().emit('blur');
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') channel().emit('escape');
  });
};
