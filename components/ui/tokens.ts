/**
 * The colours of app/globals.css in hex, for frames that cannot see our style sheet.
 * tokens.test.ts fails when one side is changed without the other.
 */
export const palette = {
  light: {
    paper: '#f8f5ef',
    sheet: '#fdfcf9',
    sunken: '#f0ebe2',
    ink: '#1f1813',
    'ink-muted': '#5e554e',
    line: '#ded8cf',
    'line-strong': '#877f75',
    accent: '#cf3616',
    'accent-strong': '#b42a0d',
    'on-accent': '#fdfcf9',
    'accent-ink': '#bc2b0b',
    'accent-wash': '#ffe5da',
    success: '#1a613a',
    'success-wash': '#dff3e2',
    warning: '#79520a',
    'warning-wash': '#fbeec9',
    danger: '#a61733',
    'danger-wash': '#fde6e7',
    info: '#23588a',
    'info-wash': '#e1effb',
  },
  dark: {
    paper: '#15120f',
    sheet: '#1f1b18',
    sunken: '#0e0c09',
    ink: '#f0ece5',
    'ink-muted': '#afa8a0',
    line: '#36302c',
    'line-strong': '#7a736c',
    accent: '#f67045',
    'accent-strong': '#ff885e',
    'on-accent': '#1e0e08',
    'accent-ink': '#ff885e',
    'accent-wash': '#422117',
    success: '#73ce95',
    'success-wash': '#162d1f',
    warning: '#e8be62',
    'warning-wash': '#36270e',
    danger: '#f8818d',
    'danger-wash': '#431c20',
    info: '#83bbea',
    'info-wash': '#192a3c',
  },
} as const;

export type Theme = keyof typeof palette;

/**
 * The look of Stripe's own fields, from our tokens (Stripe's Elements Appearance API).
 * components/stripe/frame-font.ts gives its frames our font; the system's stands in where it does not come.
 */
export const stripeAppearance = (theme: Theme) => {
  const colour = palette[theme];
  const focusRing = `0 0 0 2px ${colour.sheet}, 0 0 0 4px ${colour.ink}`;
  return {
    theme: theme === 'dark' ? ('night' as const) : ('stripe' as const),
    variables: {
      colorPrimary: colour.accent,
      colorBackground: colour.sheet,
      colorText: colour.ink,
      colorTextSecondary: colour['ink-muted'],
      colorTextPlaceholder: colour['ink-muted'],
      colorDanger: colour.danger,
      colorSuccess: colour.success,
      colorWarning: colour.warning,
      borderRadius: '4px',
      fontFamily: "'Instrument Sans Variable', ui-sans-serif, system-ui, sans-serif",
      // 16 px: iOS zooms into a smaller field when it takes focus.
      fontSizeBase: '16px',
      fontSizeSm: '14px',
      fontWeightMedium: '600',
      fontLineHeight: '1.5',
      spacingUnit: '4px',
      gridRowSpacing: '16px',
    },
    rules: {
      '.Label': { color: colour.ink, fontWeight: '600', fontSize: '14px' },
      '.Input': {
        backgroundColor: colour.sheet,
        border: `1px solid ${colour['line-strong']}`,
        boxShadow: 'none',
        padding: '10px 12px',
      },
      '.Input:hover': { borderColor: colour.ink },
      '.Input:focus': { borderColor: colour.ink, boxShadow: focusRing, outline: 'none' },
      '.Input--invalid': {
        backgroundColor: colour['danger-wash'],
        borderColor: colour.danger,
        boxShadow: 'none',
        color: colour.ink,
      },
      '.Error': { color: colour.danger, fontSize: '14px', fontWeight: '500' },
      '.Tab': { border: `1px solid ${colour.line}`, boxShadow: 'none' },
      '.Tab--selected': { borderColor: colour.ink, boxShadow: 'none', color: colour.ink },
      '.Block': { border: `1px solid ${colour.line}`, boxShadow: 'none' },
    },
  };
};
