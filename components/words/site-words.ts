/** The links below every page. */
export const siteWords = {
  about: 'About the shop',
  help: 'Help',
  terms: 'Terms',
  privacy: 'Privacy',
} as const;
