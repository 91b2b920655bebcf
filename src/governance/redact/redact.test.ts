import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePersonalData } from './compile.ts';
import { createRedactionSession, redactPersonalData } from './redact.ts';
import { readKinds } from './testing/read-kinds.ts';

const patterns = compilePersonalData(readKinds('hk'));

describe('redactPersonalData', () => {
  it('writes the placeholder of each kind and tells where it was', () => {
    expect(redactPersonalData('電話 9123 4567，身份證 A123456(3)。', patterns)).toEqual({
      text: '電話 [PHONE]，身份證 [HKID]。',
      findings: [
        { kind: 'phone', start: 3, end: 12, verified: false },
        { kind: 'hkid', start: 17, end: 27, verified: true },
      ],
    });
  });

  it('leaves a text without personal data as it is', () => {
    const text = '最低工資係幾多？HK$40 1823';
    expect(redactPersonalData(text, patterns)).toEqual({ text, findings: [] });
  });
});

describe('createRedactionSession', () => {
  it('gives the same original the same number in the whole conversation, and others another', () => {
    const session = createRedactionSession(patterns);
    expect(session.redact('打 9123 4567 或 9876 5432').text).toBe('打 [PHONE-1] 或 [PHONE-2]');
    expect(session.redact('9876 5432 冇人聽').text).toBe('[PHONE-2] 冇人聽');
    expect(session.refill('我已致電[PHONE-1]。[PHONE-3] [HKID-1]')).toBe(
      '我已致電9123 4567。[PHONE-3] [HKID-1]',
    );
  });

  it('knows nothing of another session', () => {
    createRedactionSession(patterns).redact('9123 4567');
    expect(createRedactionSession(patterns).refill('[PHONE-1]')).toBe('[PHONE-1]');
  });

  it('does not take for a placeholder what the user wrote', () => {
    const session = createRedactionSession(patterns);
    const text = '[PHONE-1] 是甚麼？ 9123 4567';
    const redacted = session.redact(text).text;
    expect(redacted).toBe('[TEXT-1] 是甚麼？ [PHONE-1]');
    expect(session.refill(redacted)).toBe(text);
  });

  it('always refills to the text it was given, in long conversations too', () => {
    const piece = fc.constantFrom(
      'A123456(3)', '9123 4567', '９１２３４５６７', '[PHONE-1]', '[PHONE-', '-1]', '[TEXT-1]', '[HKID]', '[', ']', '1', '[HKID-2]',
      '身份證', 'a@b.hk', '$&', '$1', '陳大文，', '\n', '12樓A室', '\uD800',
    ); // prettier-ignore
    const text = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 15 })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (turns) => {
        const session = createRedactionSession(patterns);
        const redacted = turns.map((turn) => session.redact(turn).text);
        expect(redacted.map((each) => session.refill(each))).toEqual(turns);
      }),
      { numRuns: 500 },
    );
  });

  it('refills a text of 100,000 characters', () => {
    const session = createRedactionSession(patterns);
    const text = '我電話9123 4567，[PHONE-1]，身份證A123456(3)。'.repeat(2800);
    expect(text.length).toBeGreaterThan(100_000);
    const redacted = session.redact(text);
    expect(redacted.text).not.toMatch(/9123|A123456/);
    expect(redacted.findings).toHaveLength(5600);
    expect(session.refill(redacted.text)).toBe(text);
  });
});
