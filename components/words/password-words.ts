/** The switch in a password's field. What only the ear is told completes what is seen. */
export const passwordWords = {
  show: 'Show',
  hide: 'Hide',
  what: 'password',
  shown: 'Your password is shown',
  hidden: 'Your password is hidden',
} as const;
