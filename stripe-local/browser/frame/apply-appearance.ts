import type { Appearance } from '@stripe/stripe-js';
import { appearanceRules, rootRule } from '../core/appearance';

const sheet = new CSSStyleSheet();

/** A constructed sheet, because the frame's own policy allows no inline styles. */
export const applyAppearance = (appearance: Appearance | undefined): void => {
  sheet.replaceSync([rootRule(appearance), ...appearanceRules(appearance)].join('\n'));
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  const theme = appearance?.theme ?? 'stripe';
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.labels = appearance?.labels ?? 'above';
};
