/** Shows a bank's question over the page, and knows only when it is over: the answer is the intent's. */
import { isOurs } from '../core/protocol';
import { privateFrameName } from './frame-link';

const frameAt = (url: string, title: string): HTMLIFrameElement => {
  const iframe = document.createElement('iframe');
  const hash = new URLSearchParams({ origin: window.location.origin });
  iframe.name = privateFrameName();
  iframe.title = title;
  iframe.src = `${url}#${hash.toString()}`;
  return iframe;
};

const finished = (origin: string, iframe: HTMLIFrameElement): Promise<void> =>
  new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>): void => {
      if (event.origin !== origin || event.source !== iframe.contentWindow) return;
      if (!isOurs(event.data) || event.data.kind !== 'challenge-finished') return;
      window.removeEventListener('message', receive);
      resolve();
    };
    window.addEventListener('message', receive);
  });

/**
 * A modal <dialog>, because the browser then keeps the keyboard in it, makes the page behind inert and
 * gives the focus back afterwards, and because it lies above a dialog that the page itself has open.
 */
const overlay = (iframe: HTMLIFrameElement): HTMLDialogElement => {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', iframe.title);
  dialog.setAttribute('closedby', 'none');
  Object.assign(dialog.style, {
    position: 'fixed',
    inset: '0',
    width: '100%',
    height: '100%',
    maxWidth: 'none',
    maxHeight: 'none',
    margin: '0',
    padding: '0',
    border: '0',
    background: 'transparent',
    overflow: 'hidden',
  });
  Object.assign(iframe.style, {
    border: '0',
    display: 'block',
    width: '100%',
    height: '100%',
    colorScheme: 'light only',
  });
  dialog.append(iframe);
  // Escape must not throw a running authentication away.
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  dialog.addEventListener('close', () => {
    if (dialog.isConnected) dialog.showModal();
  });
  return dialog;
};

export const showChallenge = async (origin: string, url: string): Promise<void> => {
  const before = document.activeElement;
  const scroll = document.documentElement.style.overflow;
  const iframe = frameAt(url, '3D Secure authentication');
  const dialog = overlay(iframe);
  document.body.append(dialog);
  dialog.showModal();
  iframe.focus();
  document.documentElement.style.overflow = 'hidden';
  await finished(origin, iframe);
  dialog.remove();
  document.documentElement.style.overflow = scroll;
  if (before instanceof HTMLElement && before.isConnected) before.focus();
};

/** The issuer looks at the browser without a question to the buyer. */
export const takeFingerprint = async (origin: string, url: string): Promise<void> => {
  const iframe = frameAt(`${url}?fingerprint=1`, 'Card authentication');
  Object.assign(iframe.style, { position: 'absolute', width: '0', height: '0', border: '0' });
  iframe.setAttribute('aria-hidden', 'true');
  iframe.tabIndex = -1;
  document.body.append(iframe);
  await finished(origin, iframe);
  iframe.remove();
};
