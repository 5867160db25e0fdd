/** ISO 3166-1 codes of the places that cards are issued in; their names come from the browser. */
export const regionCodes: readonly string[] = (
  'AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI ' +
  'CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP ' +
  'GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR ' +
  'LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NZ OM PA PE PF ' +
  'PG PH PK PL PM PR PS PT PY QA RE RO RS RU RW SA SB SC SE SG SI SK SL SM SN SO SR SS ST SV SZ TC TD TG TH TJ TL TM TN ' +
  'TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS XK YE YT ZA ZM ZW'
).split(' ');

export interface Region {
  readonly code: string;
  readonly name: string;
}

export const regionsIn = (language: string): readonly Region[] => {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const order = new Intl.Collator(language);
  return regionCodes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((left, right) => order.compare(left.name, right.name));
};

/** The country a reader of `en-GB` most likely has a card of. */
export const likelyRegion = (browserLanguage: string): string => {
  const region = new Intl.Locale(browserLanguage).maximize().region;
  return region !== undefined && regionCodes.includes(region) ? region : 'US';
};
