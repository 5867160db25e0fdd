import {
  CHANNEL,
  isOurs,
  type FrameAnswer,
  type FrameEvent,
  type FrameMethod,
  type FrameOptions,
  type FrameRequest,
  type FromFrame,
  type ToFrame,
} from '../core/protocol';

export interface FrameProgram {
  options(options: FrameOptions): void;
  call(method: FrameMethod, argument: FrameRequest | undefined): Promise<FrameAnswer>;
}

export interface Channel {
  emit(event: FrameEvent['name'], payload?: FrameEvent['payload']): void;
}

/** The page that embeds this frame said who it is in the hash; nobody else is listened to or told anything. */
const embedderOrigin = (): string => {
  const origin = new URLSearchParams(location.hash.slice(1)).get('origin');
  if (origin === null) throw new Error('The frame was opened without the origin of its page.');
  return origin;
};

const isToFrame = (data: unknown): data is ToFrame =>
  isOurs(data) && (data.kind === 'options' || data.kind === 'call');

/** Room for the focus ring, which would be cut off at the frame's edge. Matches the body's padding. */
const reportHeight = (post: (message: FromFrame) => void): void => {
  const report = (): void =>
    post({
      channel: CHANNEL,
      kind: 'height',
      height: Math.ceil(document.body.getBoundingClientRect().height),
    });
  new ResizeObserver(report).observe(document.body);
};

export const openChannel = (program: FrameProgram): Channel => {
  const origin = embedderOrigin();
  const post = (message: FromFrame): void => window.parent.postMessage(message, origin);

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window.parent || event.origin !== origin || !isToFrame(event.data)) return;
    const message = event.data;
    if (message.kind === 'options') {
      program.options(message.options);
      return;
    }
    void program
      .call(message.method, message.argument)
      .then((answer) => post({ channel: CHANNEL, kind: 'answer', id: message.id, answer }));
  });

  reportHeight(post);
  post({ channel: CHANNEL, kind: 'loaded' });
  return {
    emit: (name, payload = {}) =>
      post({ channel: CHANNEL, kind: 'event', event: { name, payload } }),
  };
};
