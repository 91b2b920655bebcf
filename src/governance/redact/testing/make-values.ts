import type { SeededRandom } from './seeded-random.ts';

/** Makes an invented value of a kind, in one of the ways in which people write it. */
type MakeValue = (random: SeededRandom) => string;

const letters = Array.from('ABCDEFGHJKLMNOPQRSTUVWXYZ');

const tokenSigns = letters.concat(Array.from('abcdefghkmnpqrstuvwxyz0123456789'));

/** The check digit of an identity card number, by the published rule. */
function hkidCheck(prefix: string, digits: string): string {
  const values = Array.from(prefix.padStart(2, ' '), (letter) =>
    letter === ' ' ? 36 : letter.charCodeAt(0) - 55,
  );
  const sum = [...values, ...Array.from(digits, Number)].reduce(
    (total, value, at) => total + value * (9 - at),
    0,
  );
  return '0123456789A'[(11 - (sum % 11)) % 11]!;
}

function hkid(random: SeededRandom): { prefix: string; digits: string; check: string } {
  const prefix =
    random.integer(1, 10) < 9 ? random.pick(letters) : random.pick(letters) + random.pick(letters);
  const digits = random.digits(6);
  return { prefix, digits, check: hkidCheck(prefix, digits) };
}

function mainlandCheck(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return '10X98765432'[sum % 11]!;
}

function luhnCheck(digits: string): string {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce(
      (total, digit, at) => total + (at % 2 === 0 ? ((digit * 2) % 10) + (digit > 4 ? 1 : 0) : digit),
      0,
    );
  return String((10 - (sum % 10)) % 10);
}

const pad = (value: number): string => String(value).padStart(2, '0');
const date = (random: SeededRandom) => ({
  year: random.integer(1940, 2015),
  month: random.integer(1, 12),
  day: random.integer(1, 28),
});
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const hanDigits = Array.from('〇一二三四五六七八九');
const hanSmall = (value: number): string =>
  value < 10
    ? hanDigits[value]!
    : `${value >= 20 ? hanDigits[Math.floor(value / 10)]! : ''}十${value % 10 === 0 ? '' : hanDigits[value % 10]!}`;

const surnames = Array.from('陳林黃張李王吳劉蔡楊梁周鄭何鄧馮曾葉郭許謝潘羅徐孫胡朱高鍾馬');
const given = Array.from('大文志明小美家豪詠詩偉強嘉欣俊傑淑芬子軒凱琳國榮麗珍永康思敏浩然雅雯');
const romanSurnames =
  'Chan Wong Lee Cheung Lau Ng Leung Ho Lam Yeung Tse Kwok Tsang Fung Yip Mak Chow Lai Tang Yuen'.split(' ');
const romanGiven =
  'Tai Siu Ka Wing Chi Kin Mei Yan Hoi Lok Man Sze Pui Yuk Kwok Wai Fong Ling Ming Shan'.split(' ');
const english = 'Peter Mary David Grace Jason Karen Tony Winnie'.split(' ');
const buildings = '金碧樓 美景閣 翠華閣 康樂樓 富寧閣 海濤軒 明德樓'.split(' ');
const estates = '彩虹邨 太古城 沙田第一城 美孚新邨 德福花園 嘉湖山莊 青怡花園'.split(' ');

const flats: readonly MakeValue[] = [
  (random) => `${random.integer(1, 40)}樓${random.pick(letters.slice(0, 8))}室`,
  (random) => `${random.integer(1, 40)}樓${random.integer(1, 40)}${pad(random.integer(1, 20))}室`,
  (random) => `${random.integer(1, 12)}座${random.integer(1, 40)}樓${random.pick(letters.slice(0, 8))}室`,
  (random) => `${hanSmall(random.integer(2, 39))}樓${random.pick(letters.slice(0, 8))}`,
  (random) => `Flat ${random.pick(letters.slice(0, 8))}, ${random.integer(1, 40)}/F`,
  (random) => `Room ${random.integer(1, 40)}${pad(random.integer(1, 20))}, ${random.integer(1, 40)}/F`,
  (random) =>
    `Flat ${random.integer(1, 40)}${random.pick(letters.slice(0, 8))}, ${random.integer(4, 20)}th Floor`,
  (random) =>
    `Flat ${random.pick(letters.slice(0, 8))}, ${random.integer(1, 40)}/F, Block ${random.integer(1, 12)}`,
];

const dates: readonly MakeValue[] = [
  (random) => { const { year, month, day } = date(random); return `${year}年${month}月${day}日`; },
  (random) => { const { year, month, day } = date(random); return `${pad(day)}/${pad(month)}/${year}`; },
  (random) => { const { year, month, day } = date(random); return `${day} ${months[month - 1]} ${year}`; },
  (random) => { const { year, month, day } = date(random); return `${months[month - 1]} ${day}, ${year}`; },
  (random) => { const { year, month, day } = date(random); return `${year}-${pad(month)}-${pad(day)}`; },
  (random) => { const { year, month, day } = date(random); return `${Array.from(String(year), (digit) => hanDigits[Number(digit)]).join('')}年${hanSmall(month)}月${hanSmall(day)}日`; },
  (random) => { const { year, month, day } = date(random); return `${day}.${month}.${year}`; },
]; // prettier-ignore

const card = (random: SeededRandom): string[] => {
  const digits = `${random.pick(['4', '51', '55', '35', '62'])}${random.digits(15)}`.slice(0, 15);
  return (digits + luhnCheck(digits)).match(/\d{4}/g)!;
};

const phoneStart = ['2', '3', '5', '6', '9'];

/** For each kind, makers of values as people write them. What `hkid-mistyped` makes has a wrong, a missing or a lost digit. */
export const makers: Readonly<Record<string, readonly MakeValue[]>> = {
  email: [
    (random) => `${random.pick(english).toLowerCase()}.${random.pick(romanSurnames).toLowerCase()}${random.integer(1, 99)}@example.com`,
    (random) => `${random.pick(romanGiven).toLowerCase()}_${random.digits(4)}@mail.example.hk`,
  ],
  card: [
    (random) => card(random).join(' '),
    (random) => card(random).join('-'),
    (random) => card(random).join(''),
  ],
  'mainland-id': [
    (random) => {
      const { year, month, day } = date(random);
      const digits = `${random.pick(['110105', '440304', '310101', '440106', '350203'])}${year}${pad(month)}${pad(day)}${random.digits(3)}`;
      return digits + mainlandCheck(digits);
    },
  ],
  hkid: [
    (random) => { const { prefix, digits, check } = hkid(random); return `${prefix}${digits}(${check})`; },
    (random) => { const { prefix, digits, check } = hkid(random); return `${prefix}${digits}${check}`; },
    (random) => { const { prefix, digits, check } = hkid(random); return `${prefix} ${digits} (${check})`; },
    (random) => { const { prefix, digits, check } = hkid(random); return `${prefix.toLowerCase()}${digits}(${check})`; },
  ],
  'hkid-mistyped': [
    (random) => { const { prefix, digits, check } = hkid(random); return `${prefix}${digits}(${(Number.parseInt(check, 16) + random.integer(1, 9)) % 10})`; },
    (random) => { const { prefix, digits, check } = hkid(random); return `${prefix}${digits}${(Number.parseInt(check, 16) + random.integer(1, 9)) % 10}`; },
    (random) => { const { prefix, digits } = hkid(random); return `${prefix}${digits}`; },
    (random) => { const { prefix, digits, check } = hkid(random); return `${prefix}${digits.slice(1)}(${check})`; },
  ],
  'iam-smart-token': [
    (random) => Array.from({ length: random.integer(24, 64) }, () => random.pick(tokenSigns)).join('') + random.digits(2),
  ],
  'home-return-permit': [
    (random) => `H${random.digits(8)}`,
    (random) => `H${random.digits(8)}${random.pick(['00', '01', '02'])}`,
    (random) => `M${random.digits(8)}`,
  ],
  passport: [
    (random) => `K${random.digits(8)}`,
    (random) => `H${random.digits(8)}`,
    (random) => `KJ${random.digits(7)}`,
    (random) => `5${random.digits(8)}`,
  ],
  'bank-account': [
    (random) => `${random.pick(['004', '024', '012', '003', '015', '388'])}-${random.digits(3)}-${random.digits(6)}`,
    (random) => `${random.pick(['004', '024'])}-${random.digits(3)}-${random.digits(6)}-${random.pick(['001', '833', '838', '888'])}`,
    (random) => `${random.pick(['004', '024'])} ${random.digits(3)} ${random.digits(6)}`,
    (random) => `${random.digits(3)}-${random.digits(6)}-${random.digits(3)}`,
    (random) => `${random.digits(3)}${random.digits(9)}`,
  ],
  brn: [
    (random) => `${random.integer(1, 7)}${random.digits(7)}`,
    (random) => `${random.integer(1, 7)}${random.digits(7)}-000-${pad(random.integer(1, 12))}-${random.integer(20, 26)}-${random.digits(1)}`,
  ],
  octopus: [
    (random) => `${random.integer(1, 9)}${random.digits(7)}`,
    (random) => `${random.integer(1, 9)}${random.digits(7)}(${random.digits(1)})`,
    (random) => `${random.integer(1, 9)}${random.digits(8)}`,
  ],
  'student-number': [
    (random) => `S${random.digits(7)}`,
    (random) => `20${random.digits(6)}${random.pick(letters)}`,
    (random) => `115${random.digits(7)}`,
  ],
  'fps-id': [(random) => `${random.integer(1, 9)}${random.digits(6)}`, (random) => `1${random.digits(8)}`],
  phone: [
    (random) => `${random.pick(phoneStart)}${random.digits(7)}`,
    (random) => `${random.pick(phoneStart)}${random.digits(3)} ${random.digits(4)}`,
    (random) => `${random.pick(phoneStart)}${random.digits(3)}-${random.digits(4)}`,
    (random) => `+852 ${random.pick(phoneStart)}${random.digits(3)} ${random.digits(4)}`,
    (random) => `+852${random.pick(phoneStart)}${random.digits(7)}`,
    (random) => `(852) ${random.pick(phoneStart)}${random.digits(3)} ${random.digits(4)}`,
    (random) => `+86 1${random.pick(['38', '59', '86'])} ${random.digits(4)} ${random.digits(4)}`,
    (random) => `1${random.pick(['38', '59', '86'])}${random.digits(8)}`,
  ],
  address: flats,
  'vehicle-mark': [
    (random) => `${random.pick(letters.slice(0, 7))}${random.pick(letters.slice(0, 7))}${random.digits(4)}`,
    (random) => `${random.pick(letters.slice(0, 7))}${random.pick(letters.slice(0, 7))} ${random.integer(1, 999)}`,
  ],
  'date-of-birth': dates,
  'court-case': [
    (random) => `${random.pick(['HCA', 'DCCJ', 'FCMC', 'LBTC', 'DCPI'])} ${random.integer(1, 9999)}/${random.integer(2015, 2026)}`,
  ],
}; // prettier-ignore

/** Makes an invented name: Chinese, or its romanised or English form. */
export function makeName(random: SeededRandom, script: 'han' | 'latin'): string {
  if (script === 'han') return `${random.pick(surnames)}${random.pick(given)}${random.pick(given)}`;
  const surname = random.pick(romanSurnames);
  const [first, second] = [random.pick(romanGiven), random.pick(romanGiven)];
  return random.pick([
    `${surname} ${first} ${second}`,
    `${surname.toUpperCase()} ${first} ${second}`,
    `${surname} ${first}-${second.toLowerCase()}`,
    `${random.pick(english)} ${surname}`,
  ]);
}

/** Makes the part of an address that names no home: district, estate, building. */
export function makeBuilding(random: SeededRandom): string {
  return random.pick(estates) + random.pick(buildings);
}
