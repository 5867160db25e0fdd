import type { CardNetwork } from '../core/card-networks';
import { wordsOf, type Language } from '../core/words';
import { brandNames } from './card-marks';

/** Asks the holder of a co-badged card for its brand; hidden for any other card. */
export class NetworkField {
  readonly root = document.createElement('div');
  readonly select = document.createElement('select');
  private readonly label = document.createElement('label');
  private offered: readonly CardNetwork[] = [];

  constructor(prefix: string) {
    const id = `${prefix}-cardBrandInput`;
    this.root.className = 'Field';
    this.root.dataset.field = 'cardBrand';
    this.root.hidden = true;
    this.label.className = 'Label';
    this.label.htmlFor = id;
    this.select.className = 'Input Select';
    this.select.id = id;
    this.select.name = 'cardBrand';
    this.select.autocomplete = 'off';
    const box = document.createElement('div');
    box.className = 'InputBox InputBox--select';
    box.append(this.select);
    this.root.append(this.label, box);
  }

  /** What was chosen; null while nobody has, which leaves the choice to the shop. */
  get chosen(): CardNetwork | null {
    return this.offered.find((network) => network === this.select.value) ?? null;
  }

  /** The networks to draw marks of: the chosen one, or all there are to choose from. */
  get marks(): readonly CardNetwork[] {
    return this.chosen ? [this.chosen] : this.offered;
  }

  /** Offers these networks. A choice outlives new words, but not another number. */
  offer(networks: readonly CardNetwork[], language: Language): void {
    const kept = networks.join() === this.offered.join() ? this.chosen : null;
    const words = wordsOf(language);
    this.offered = networks;
    this.root.hidden = networks.length === 0;
    this.label.textContent = words.cardBrand;
    this.select.replaceChildren(
      new Option(words.chooseCardBrand, ''),
      ...networks.map(
        (network) => new Option(brandNames[network] ?? network, network, false, network === kept),
      ),
    );
  }
}
