/** The challenge as a page of its own, for an intent that was confirmed with a `return_url` only. */
import { idInAddress } from './authentication';
import { askQuestion } from './question';

void askQuestion(idInAddress(), ({ return_url: returnUrl }) => {
  if (returnUrl !== null) {
    location.replace(returnUrl);
    return;
  }
  const problem = document.getElementById('problem');
  if (problem) problem.textContent = 'Done. You can close this window.';
});
