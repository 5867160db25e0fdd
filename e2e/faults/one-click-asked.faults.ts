import { click } from './click';
import { prove } from './prove';

await prove({
  'one click, the bank asks and says yes': click('pm_card_authenticationRequired'),
  'one click, the bank asks and says no': click('pm_card_authenticationRequired', false),
});
