/** An Element: a container in the page, a frame of ours in it, and events. */
import type { StripeError } from '@stripe/stripe-js';
import type { FrameAnswer, FrameEvent, FrameOptions, FrameRequest } from '../core/protocol';
import { type ElementType, frameKinds, titles } from './element-types';
import { FrameLink } from './frame-link';
import { IntegrationError } from './integration-error';
import { Listeners, type Listener } from './listeners';

/** What an element needs of the group that made it. */
export interface ElementHome {
  readonly origin: string;
  /** Resolves with the reason why nothing can be shown, or null. */
  prepare(): Promise<StripeError | null>;
  frameOptions(element: PageElement): FrameOptions;
  forget(element: PageElement): void;
  forgetSavedCard(id: string): void;
}

export class PageElement {
  readonly listeners = new Listeners();
  /** The newest `value` of the change event. */
  value: unknown = null;
  private state: Readonly<Record<string, unknown>> = {};
  private link: FrameLink | null = null;
  private container: HTMLElement | null = null;
  private isDestroyed = false;
  /** Settles when the frame is drawn, with the reason if it cannot be. */
  private started: Promise<StripeError | null> = Promise.resolve(null);

  constructor(
    readonly type: ElementType,
    public options: Readonly<Record<string, unknown>>,
    private readonly home: ElementHome,
  ) {}

  get isMounted(): boolean {
    return this.link !== null;
  }

  mount(target: string | HTMLElement): void {
    if (this.isDestroyed) {
      throw new IntegrationError(
        'This Element has already been destroyed. Please create a new one.',
      );
    }
    const container = typeof target === 'string' ? document.querySelector(target) : target;
    if (!(container instanceof HTMLElement)) {
      throw new IntegrationError(
        typeof target === 'string'
          ? `The selector you specified (${target}) applies to no DOM elements that are currently on the page. Make sure the element exists on the page before calling mount().`
          : 'Missing argument. Make sure to call mount() with a valid DOM element or selector.',
      );
    }
    if (this.link && container === this.container) return;
    this.unmount();
    const kind = frameKinds[this.type];
    const link = new FrameLink({
      origin: this.home.origin,
      kind,
      title: titles()[kind],
      onEvent: (event) => this.hear(event),
    });
    const box = document.createElement('div');
    box.className = '__PrivateStripeElement';
    box.append(link.iframe);
    container.replaceChildren(box);
    container.classList.add('StripeElement', 'StripeElement--empty');
    this.link = link;
    this.container = container;
    this.started = this.start(link);
  }

  unmount(): void {
    if (!this.link) return;
    this.link.remove();
    this.link = null;
    this.value = null;
    this.container?.classList.remove(
      ...['', '--empty', '--complete', '--focus'].map((state) => `StripeElement${state}`),
    );
    this.container?.replaceChildren();
    this.container = null;
  }

  destroy(): void {
    this.unmount();
    this.isDestroyed = true;
    this.listeners.clear();
    this.home.forget(this);
  }

  update(options: Readonly<Record<string, unknown>> | undefined): this {
    this.options = { ...this.options, ...options };
    void this.refresh();
    return this;
  }

  on(name: string, handler: Listener): this {
    this.listeners.add(name, handler);
    return this;
  }

  once(name: string, handler: Listener): this {
    this.listeners.add(name, handler, true);
    return this;
  }

  off(name: string, handler?: Listener): this {
    this.listeners.remove(name, handler);
    return this;
  }

  focus(): void {
    this.link?.iframe.focus();
    void this.link?.call('focus');
  }

  blur(): void {
    void this.link?.call('blur');
  }

  clear(): void {
    void this.link?.call('clear');
  }

  /** A single payment method is never collapsed, so there is nothing to fold. */
  collapse(): void {
    void this.link?.call('collapse');
  }

  /** Shows what is wrong with the fields, and gives them as they are. */
  async getValue(): Promise<unknown> {
    await this.validate();
    const { complete, isNewAddress } = this.state;
    return { complete, isNewAddress, value: this.value };
  }

  /** Draws the frame anew from the options; resolves when it has been drawn. */
  async refresh(): Promise<void> {
    const { link } = this;
    if (!link || (await this.home.prepare())) return;
    await link.sendOptions(this.home.frameOptions(this));
    if (this.link === link) await link.call('synchronize');
  }

  validate(): Promise<FrameAnswer> {
    return this.ask('submit');
  }

  send(request: FrameRequest): Promise<FrameAnswer> {
    return this.ask('send', request);
  }

  /** A frame that is not drawn yet knows no fields and would find nothing wrong with them. */
  private async ask(method: 'submit' | 'send', request?: FrameRequest): Promise<FrameAnswer> {
    const link = this.mountedLink();
    const error = await this.started;
    return error ? { ok: false, error } : link.call(method, request);
  }

  private mountedLink(): FrameLink {
    if (this.link) return this.link;
    throw new IntegrationError(
      'We could not retrieve data from the specified Element. Please make sure the Element you are attempting to use is still mounted.',
    );
  }

  private async start(link: FrameLink): Promise<StripeError | null> {
    // Handlers are often attached right after mount(), so nothing is told before the next turn.
    await Promise.resolve();
    const elementType = this.type;
    this.listeners.tell('loaderstart', { elementType });
    const error = await this.home.prepare();
    if (this.link !== link) return error;
    if (!error) {
      await link.sendOptions(this.home.frameOptions(this));
      return null;
    }
    link.iframe.style.height = '0';
    if (this.listeners.has('loaderror')) this.listeners.tell('loaderror', { elementType, error });
    // Stripe says the same in the console, so that a page without a handler is not silent.
    else console.error(`Unhandled ${elementType} Element loaderror`, { error });
    return error;
  }

  private hear({ name, payload }: FrameEvent): void {
    if (name === 'change') {
      this.value = payload.value;
      this.state = payload;
      this.container?.classList.toggle('StripeElement--empty', payload.empty === true);
      this.container?.classList.toggle('StripeElement--complete', payload.complete === true);
    }
    if (name === 'focus' || name === 'blur') {
      this.container?.classList.toggle('StripeElement--focus', name === 'focus');
    }
    if (name === 'savedpaymentmethodremove' && payload.success === true) {
      const { id } = payload.payment_method as { readonly id: string };
      this.home.forgetSavedCard(id);
    }
    this.listeners.tell(name, { elementType: this.type, ...payload });
  }
}
