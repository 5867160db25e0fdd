/** The Payment Element's frame: card fields, saved cards, and the request that carries them. */
import { apiPost } from '../core/api';
import { askedFields } from '../core/asked-fields';
import type { CardBrand } from '../core/card-number';
import type { FormRecord } from '../core/form-body';
import { mergeRecords } from '../core/merge';
import type {
  FrameAnswer,
  FrameMethod,
  FrameOptions,
  FrameRequest,
  SavedCard,
} from '../core/protocol';
import { likelyRegion } from '../core/region-codes';
import { languageOf, wordsOf, type Language } from '../core/words';
import { applyAppearance } from './apply-appearance';
import { applyFonts } from './apply-fonts';
import { CardForm, type CardFormSetup } from './card-form';
import { openChannel } from './channel';
import { reportFocus } from './focus-events';
import { NameField } from './name-field';
import { optionAt } from './option-at';
import { removeSavedCard, toldOf } from './remove-saved-card';
import { SaveBox } from './save-box';
import { SavedCards } from './saved-cards';

const root = document.getElementById('root') ?? document.body;
const terms = document.createElement('p');
terms.className = 'TermsText';

let options: FrameOptions | null = null;
let form: CardForm | null = null;
const name = new NameField('payment', () => announce());
const saveBox = new SaveBox();
const saved = new SavedCards(
  () => {
    drawParts();
    announce();
  },
  (card) => remove(card),
);

const textAt = (path: string): string => {
  const value = optionAt(options?.element ?? {}, `defaultValues.billingDetails.${path}`);
  return typeof value === 'string' ? value : '';
};

const languageNow = (): Language => languageOf(options?.locale, navigator.language);

const setupOf = (given: FrameOptions): CardFormSetup => {
  const asked = askedFields(given.element);
  return {
    language: languageNow(),
    country: textAt('address.country').toUpperCase() || likelyRegion(navigator.language),
    postalCode: textAt('address.postal_code'),
    asksCountry: asked.country && !given.addressAskedElsewhere,
    asksPostalCode: asked.postalCode && !given.addressAskedElsewhere,
    readOnly: optionAt(given.element, 'readOnly') === true,
  };
};

const drawParts = (): void => {
  if (!options || !form) return;
  const isNew = saved.chosen === null;
  form.root.hidden = !isNew;
  name.root.hidden = !isNew || !askedFields(options.element).name;
  saveBox.root.hidden = !isNew || !saveBox.isOffered;
  const wanted = optionAt(options.element, 'terms.card') ?? 'auto';
  terms.hidden = !isNew || wanted === 'never' || (wanted === 'auto' && !options.savesCard);
  const words = wordsOf(languageNow());
  const business = optionAt(options.element, 'business.name');
  terms.textContent = words.terms(typeof business === 'string' ? business : words.thisBusiness);
};

const isComplete = (): boolean =>
  saved.chosen !== null || (form?.isComplete === true && name.fault(languageNow()) === null);

const typedAddress = (): { address: { country: string | null; postalCode: string | null } } => {
  const { country, postal_code: postalCode } = form?.address() ?? {};
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return { address: { country: text(country), postalCode: text(postalCode) } };
};

const announce = (): void => {
  const chosen = saved.chosen;
  channel.emit('change', {
    empty: chosen === null && form?.isEmpty !== false,
    complete: isComplete(),
    collapsed: false,
    value: {
      type: 'card',
      ...(chosen
        ? {
            payment_method: toldOf(chosen),
          }
        : { billingDetails: typedAddress() }),
    },
  });
};

/** The card is gone from the customer's wallet before it is gone from the list. */
const remove = async (card: SavedCard): Promise<string | null> => {
  const reason = await removeSavedCard(card, options, channel);
  if (reason !== null) return reason;
  saved.forget(card.id, languageNow());
  if (saved.root.hidden) form?.focus();
  return null;
};

let announcedBrand: CardBrand = 'unknown';

/** Nobody is asked about the number here, so the funding stays unknown. */
const announceBrand = (): void => {
  const brand = form?.brand ?? 'unknown';
  if (brand === announcedBrand) return;
  announcedBrand = brand;
  channel.emit('carddetailschange', {
    loading: false,
    details: { brands: brand === 'unknown' ? null : [brand], funding: null },
  });
};

const apply = (given: FrameOptions): void => {
  options = given;
  applyFonts(given.fonts);
  applyAppearance(given.appearance);
  document.documentElement.lang = languageNow();
  saved.draw(given.savedCards, languageNow(), given.removal !== null);
  saveBox.draw(given.saveOffer, languageNow());
  name.apply(languageNow(), textAt('name'));
  if (form) {
    form.apply(setupOf(given));
    drawParts();
    return;
  }
  form = new CardForm(setupOf(given), () => {
    announce();
    announceBrand();
  });
  root.replaceChildren(saved.root, form.root);
  form.root.append(saveBox.root, terms);
  form.root.prepend(name.root);
  drawParts();
  channel.emit('ready');
  // A chosen saved card is already a complete answer, and the page's button waits for that news.
  if (saved.chosen) announce();
};

const submit = (): FrameAnswer => {
  if (saved.chosen) return { ok: true, value: { selectedPaymentMethod: 'card' } };
  const fault = name.submit(languageNow()) ?? form?.submit() ?? null;
  if (!fault) return { ok: true, value: { selectedPaymentMethod: 'card' } };
  return { ok: false, error: { type: 'validation_error', ...fault } };
};

/** What was typed wins over what the page brought along, as Stripe documents it. */
const typedDetails = (brought: FormRecord): FormRecord => {
  const address = form?.address() ?? {};
  const typed: FormRecord = {
    type: 'card',
    card: form?.card(),
    ...saveBox.redisplay(),
    billing_details: {
      ...(name.value === '' ? {} : { name: name.value }),
      ...(Object.keys(address).length === 0 ? {} : { address }),
    },
  };
  return mergeRecords(brought, typed);
};

const isFormRecord = (value: unknown): value is FormRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// A set-up keeps the card in any case; only a payment has to be told.
const confirmUsage = (path: string): FormRecord =>
  path.startsWith('/v1/payment_intents/') ? saveBox.usage() : {};

const send = async (request: FrameRequest): Promise<FrameAnswer> => {
  const { payment_method_data: brought, ...others } = request.params;
  const base: FormRecord = { key: options?.publishableKey, ...others };
  if (saved.chosen && request.placement === 'payment_method_data') {
    return apiPost(location.origin, request.path, { ...base, payment_method: saved.chosen.id });
  }
  const details = typedDetails(isFormRecord(brought) ? brought : {});
  const params =
    request.placement === 'top'
      ? { ...base, ...details }
      : { ...base, ...confirmUsage(request.path), payment_method_data: details };
  const answer = await apiPost(location.origin, request.path, params);
  if (!answer.ok && answer.error.type === 'card_error') {
    form?.refuse(answer.error.code ?? '', answer.error.message ?? '');
  }
  return answer;
};

const call = async (method: FrameMethod, request?: FrameRequest): Promise<FrameAnswer> => {
  if (method === 'submit') return submit();
  if (method === 'send' && request) return send(request);
  if (method === 'focus') form?.focus();
  if (method === 'clear') form?.clear();
  if (method === 'blur' && document.activeElement instanceof HTMLElement) {
    document.activeElement.blur();
  }
  return { ok: true, value: null };
};

reportFocus(() => channel);
const channel = openChannel({ options: apply, call });
