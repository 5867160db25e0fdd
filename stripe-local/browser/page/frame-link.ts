/** One iframe of ours in somebody else's page, and the conversation with it. */
import {
  CHANNEL,
  isOurs,
  type FrameAnswer,
  type FrameEvent,
  type FrameKind,
  type FrameMethod,
  type FrameOptions,
  type FrameRequest,
  type FromFrame,
  type ToFrame,
} from '../core/protocol';

export interface FrameLinkSetup {
  readonly origin: string;
  readonly kind: FrameKind;
  readonly title: string;
  readonly onEvent: (event: FrameEvent) => void;
}

// The frame has 4 px of padding for focus rings, taken back here so that fields align with the page.
const RING = 4;

/** About what each frame will need, so that the page does not jump when the true height comes. */
const firstHeights: Readonly<Record<FrameKind, number>> = {
  payment: 250,
  email: 76,
  address: 420,
  express: 0,
};

let count = 0;

/** Suites find Stripe's frames by how the name begins. */
export const privateFrameName = (): string => {
  count += 1;
  return `__privateStripeFrame${1000 + Math.floor(Math.random() * 9000)}${count}`;
};

export class FrameLink {
  readonly iframe = document.createElement('iframe');
  private readonly loaded: Promise<void>;
  private markLoaded: () => void = () => undefined;
  private readonly waiting = new Map<number, (answer: FrameAnswer) => void>();
  private nextCall = 1;
  private isGone = false;

  constructor(private readonly setup: FrameLinkSetup) {
    this.loaded = new Promise((resolve) => {
      this.markLoaded = resolve;
    });
    const { iframe } = this;
    iframe.name = privateFrameName();
    iframe.title = setup.title;
    iframe.allow = 'payment *';
    const hash = new URLSearchParams({ origin: window.location.origin });
    iframe.src = `${setup.origin}/elements/${setup.kind}.html#${hash.toString()}`;
    // Element styles one by one: a <style> tag would need a nonce of the page.
    // `color-scheme` is fixed because a frame of another scheme than its page is painted opaque.
    Object.assign(iframe.style, {
      border: '0',
      display: 'block',
      width: `calc(100% + ${2 * RING}px)`,
      maxWidth: 'none',
      margin: `-${RING}px`,
      height: `${firstHeights[setup.kind]}px`,
      overflow: 'hidden',
      userSelect: 'none',
      colorScheme: 'light only',
    });
    window.addEventListener('message', this.receive);
  }

  async sendOptions(options: FrameOptions): Promise<void> {
    await this.loaded;
    this.post({ channel: CHANNEL, kind: 'options', options });
  }

  /** Resolves with the frame's answer; rejects when the element is taken away meanwhile. */
  async call(method: FrameMethod, argument?: FrameRequest): Promise<FrameAnswer> {
    await this.loaded;
    if (this.isGone) throw new Error('The element was unmounted.');
    const id = this.nextCall;
    this.nextCall += 1;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.post({
        channel: CHANNEL,
        kind: 'call',
        id,
        method,
        ...(argument === undefined ? {} : { argument }),
      });
    });
  }

  remove(): void {
    this.isGone = true;
    window.removeEventListener('message', this.receive);
    this.iframe.remove();
    for (const answer of this.waiting.values()) {
      answer({
        ok: false,
        error: {
          type: 'validation_error',
          message: 'The Element was unmounted before it answered.',
        },
      });
    }
    this.waiting.clear();
    this.markLoaded();
  }

  private post(message: ToFrame): void {
    this.iframe.contentWindow?.postMessage(message, this.setup.origin);
  }

  private readonly receive = (event: MessageEvent<unknown>): void => {
    if (event.origin !== this.setup.origin || event.source !== this.iframe.contentWindow) return;
    if (!isOurs(event.data)) return;
    const message = event.data as FromFrame;
    if (message.kind === 'loaded') this.markLoaded();
    else if (message.kind === 'height') this.iframe.style.height = `${message.height}px`;
    else if (message.kind === 'event') this.setup.onEvent(message.event);
    else {
      this.waiting.get(message.id)?.(message.answer);
      this.waiting.delete(message.id);
    }
  };
}
