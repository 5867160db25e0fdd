/** The Contact Details Element (formerly Link Authentication): one email field in a frame of its own. */
import { emailFault } from '../core/email';
import type { FrameAnswer, FrameMethod, FrameOptions } from '../core/protocol';
import { languageOf, wordsOf, type Language } from '../core/words';
import { applyAppearance } from './apply-appearance';
import { applyFonts } from './apply-fonts';
import { openChannel } from './channel';
import { Field } from './field';
import { reportFocus } from './focus-events';
import { optionAt } from './option-at';

const root = document.getElementById('root') ?? document.body;
const field = new Field({
  prefix: 'contactDetails',
  name: 'email',
  label: '',
  autocomplete: 'email',
  inputMode: 'email',
  type: 'email',
});

let options: FrameOptions | null = null;

const languageNow = (): Language => languageOf(options?.locale, navigator.language);

const announce = (): void => {
  const email = field.value.trim();
  channel.emit('change', {
    empty: email === '',
    complete: emailFault(email, languageNow()) === null,
    value: { email },
  });
};

const apply = (given: FrameOptions): void => {
  const isFirst = options === null;
  options = given;
  applyFonts(given.fonts);
  applyAppearance(given.appearance);
  document.documentElement.lang = languageNow();
  field.rename(wordsOf(languageNow()).email, 'you@example.com');
  if (field.showsFault) field.show(emailFault(field.value, languageNow()));
  if (!isFirst) return;
  field.identify(given.elementType);
  root.replaceChildren(field.root);
  const email = optionAt(given.element, 'defaultValues.email');
  field.input.value = typeof email === 'string' ? email : '';
  field.markState();
  channel.emit('ready');
  if (field.value !== '') announce();
};

const submit = (): FrameAnswer => {
  const fault = emailFault(field.value, languageNow());
  field.show(fault);
  if (!fault) return { ok: true, value: null };
  field.input.focus();
  return { ok: false, error: { type: 'validation_error', ...fault } };
};

field.input.addEventListener('input', () => {
  if (emailFault(field.value, languageNow()) === null) field.show(null);
  field.markState();
  announce();
});
field.input.addEventListener('blur', () => {
  if (field.value !== '') field.show(emailFault(field.value, languageNow()));
});

const call = async (method: FrameMethod): Promise<FrameAnswer> => {
  if (method === 'submit') return submit();
  if (method === 'focus') field.input.focus();
  if (method === 'blur') field.input.blur();
  if (method === 'clear') {
    field.input.value = '';
    field.show(null);
    announce();
  }
  return { ok: true, value: null };
};

reportFocus(() => channel);
const channel = openChannel({ options: apply, call });
