import { detectVariety, isChinese } from '../../language/index.ts';
import { describeDetectorAccuracy } from '../detector-accuracy.ts';
import type { Scorer } from '../spec.ts';

/**
 * Passes a response whose own words are in the variety of the question. Quotations are left out: they
 * stand in the language of their source. Strict: Cantonese needs words that only Cantonese has.
 */
export const followsVariety: Scorer = {
  id: 'follows-variety',
  definition:
    "The answer's own words (frame, statements and notices, not quotations) are in the variety of the question.",
  labelSource: 'the variety detector; the variety of the question by the authors of the set',
  caveat: describeDetectorAccuracy(),
  applies: () => true,
  score(item, response) {
    if (response.ownText.trim() === '') return { scored: false, reason: 'no words of its own' };
    const { variety } = detectVariety(response.ownText);
    if (variety === item.variety) return { scored: true, outcome: 'pass' };
    if (variety === 'und' && isChinese(item.variety) && /\p{Script=Han}/u.test(response.ownText)) {
      return { scored: false, reason: 'too few characters that tell the script' };
    }
    return { scored: true, outcome: 'fail', explanation: `${item.variety} was asked, ${variety} found` };
  },
};
