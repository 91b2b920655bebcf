import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { LionrockError } from '../base/index.ts';
import { decodeBytes, decodeText, sampleSize, type DecodeOptions } from './decode-text.ts';
import { detectEncoding } from './parse/detect-encoding.ts';

const traditional = [
  '圖書館星期一至五開放至晚上九時，公眾假期休息。',
  '申請人須於三十日內遞交表格，逾期恕不受理。',
  '屋邨街市的魚檔老闆每天清晨四時便出門取貨。',
  '如對帳單有疑問，請致電客戶服務熱線查詢。',
  '今日落雨，記得帶遮呀！',
  '佢哋喺碼頭等咗成個鐘，架船都仲未嚟。',
  '你哋食咗飯未呀？我啱啱先收工，唔該幫我留個座位。',
  '颱風襲港期間，渡輪服務將會暫停。',
  '學校',
  '香港',
  '姓名：陳大文',
  '地址',
  '多謝晒',
  '第一章 總則',
];
const simplified = [
  '图书馆星期一至五开放至晚上九时，公众假期休息。',
  '申请人须于三十日内递交表格，逾期不予受理。',
  '这家小店的老板每天清晨四点就出门进货。',
  '如对账单有疑问，请拨打客户服务热线查询。',
  '今天下雨，记得带伞！',
  '台风期间，渡轮服务将会暂停，请乘客留意最新消息。',
  '学校',
  '中国',
  '姓名：张三',
  '第一章 总则',
  '这里的人都很热情。',
];
const western = [
  'The employee’s contract – signed on Monday – is “void”.',
  'A fee of £5 applies to the café’s guests…',
  'Temperature: 30°C • Humidity: 80%',
  'It’s the landlord’s duty',
  'Señor Núñez prefers crème brûlée',
];

function encoded(text: string, encoding: string): Buffer {
  return iconv.encode(text, encoding);
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (LionrockError.isInstance(error)) return error.code;
    throw error;
  }
  return 'no error';
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size: number, options: Partial<DecodeOptions> = {}): Promise<string> {
  let text = '';
  for await (const piece of decodeText(inChunks(bytes, size), { name: 'sample', ...options })) text += piece;
  return text;
}

describe('detectEncoding', () => {
  it.each(traditional)('tells Big5 from GB18030: %s', (sentence) => {
    expect(detectEncoding(encoded(sentence, 'big5'), { ended: true })).toBe('big5');
  });

  it.each(simplified)('tells GB18030 from Big5: %s', (sentence) => {
    expect(detectEncoding(encoded(sentence, 'gb18030'), { ended: true })).toBe('gb18030');
  });

  it.each(traditional.filter((one) => one.length > 8))(
    'knows traditional text in GB18030: %s',
    (sentence) => {
      expect(detectEncoding(encoded(sentence, 'gb18030'), { ended: true })).toBe('gb18030');
    },
  );

  it.each([...traditional, ...simplified].filter((one) => one.length > 3))(
    'knows UTF-16 without a mark, in both byte orders: %s',
    (sentence) => {
      expect(detectEncoding(encoded(sentence, 'utf-16le'), { ended: true })).toBe('utf-16le');
      expect(detectEncoding(encoded(sentence, 'utf-16be'), { ended: true })).toBe('utf-16be');
    },
  );

  it.each([...traditional, ...simplified, ...western, 'plain', ''])('knows UTF-8: %s', (sentence) => {
    expect(detectEncoding(Buffer.from(sentence), { ended: true })).toBe('utf-8');
  });

  it.each(western)('knows windows-1252: %s', (sentence) => {
    expect(detectEncoding(encoded(sentence, 'windows-1252'), { ended: true })).toBe('windows-1252');
  });

  it('gets every mixture of long sentences right', () => {
    const long = (sentences: string[]) =>
      fc.array(fc.constantFrom(...sentences), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(long(traditional), long(simplified), fc.boolean(), (old, modern, latin) => {
        const tail = latin ? '\r\nHotline: 2345 6789 (24 hours)\r\n' : '\n';
        expect(detectEncoding(encoded(old.join('\n') + tail, 'big5'), { ended: true })).toBe('big5');
        expect(detectEncoding(encoded(modern.join('\n') + tail, 'gb18030'), { ended: true })).toBe('gb18030');
      }),
    );
  });

  it('takes random bytes for binary or for some encoding, and never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, ended) => {
        const encoding = detectEncoding(bytes, { ended });
        expect(encoding === undefined || iconv.encodingExists(encoding)).toBe(true);
      }),
    );
  });

  it('keeps UTF-8 with a damaged byte', () => {
    const bytes = Buffer.concat([
      Buffer.from(traditional.join('\n')),
      Buffer.from([0xff]),
      Buffer.from('完'),
    ]);
    expect(detectEncoding(bytes, { ended: true })).toBe('utf-8');
  });
});

describe('decodeText', () => {
  it('gives the same text whatever the chunk size, in every encoding', async () => {
    const text = `${traditional.join('\r\n')}\r\nEnd of list.`;
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'big5', 'gb18030']) {
      for (const size of [1, 2, 3, 7, 4096]) {
        expect(await read(encoded(text, encoding), size)).toBe(text);
      }
    }
  });

  it('drops byte-order marks', async () => {
    const text = '圖書館 Library';
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be']) {
      expect(await read(iconv.encode(text, encoding, { addBOM: true }), 3)).toBe(text);
    }
  });

  it('decides at the first character beyond ASCII, however late it comes', async () => {
    const head = 'All of this is plain.\n'.repeat(sampleSize / 8);
    const text = head + traditional.join('\n').repeat(50);
    expect(await read(encoded(text, 'big5'), 10_000)).toBe(text);
    expect(await read(encoded(text, 'utf-8'), 10_000)).toBe(text);
  });

  it('reads long UTF-16 without a mark, whose first bytes look like ASCII', async () => {
    const text = '中華文化'.repeat(sampleSize / 4);
    expect(await read(encoded(text, 'utf-16le'), 8192)).toBe(text);
  });

  it('lets a given encoding win', async () => {
    expect(await read(Buffer.from([0xe9]), 1, { encoding: 'iso-8859-5' })).toBe('щ');
  });

  it('refuses a given encoding that does not fit', async () => {
    const bytes = encoded(traditional.join('\n'), 'big5');
    expect(await codeOf(decodeBytes(bytes, { name: 'x', encoding: 'utf-8' }))).toBe(
      'knowledge.wrong-encoding',
    );
    expect(await codeOf(decodeBytes(bytes, { name: 'x', encoding: 'klingon' }))).toBe(
      'knowledge.unknown-encoding',
    );
  });

  it('follows a declared encoding only where it fits', async () => {
    const text = '學校';
    expect(await read(encoded(text, 'big5'), 9, { declared: 'big5' })).toBe(text);
    expect(await read(Buffer.from(text), 9, { declared: 'big5' })).toBe(text);
    expect(await read(Buffer.from(text), 9, { declared: 'no-such-encoding' })).toBe(text);
  });

  it('refuses binary data', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61', 'hex');
    expect(await codeOf(decodeBytes(Buffer.concat([png, Buffer.alloc(500, 7)]), { name: 'x.txt' }))).toBe(
      'knowledge.not-text',
    );
  });

  it('holds no more than a sample and a chunk', async () => {
    const chunk = Buffer.from('一行文字\n'.repeat(5000));
    function* endless(): Generator<Uint8Array> {
      for (let count = 0; count < 200; count += 1) yield chunk;
    }
    let longest = 0;
    let total = 0;
    for await (const piece of decodeText(endless(), { name: 'x' })) {
      longest = Math.max(longest, piece.length);
      total += piece.length;
    }
    expect(total).toBe(200 * 25_000);
    expect(longest).toBeLessThan(sampleSize + 25_000);
  });

  it('ends with text or a typed error for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, size) => {
          expect(['no error', 'knowledge.not-text', 'knowledge.wrong-encoding']).toContain(
            await codeOf(read(bytes, size)),
          );
        },
      ),
    );
  });
});
