import type { SeededRandom } from './seeded-random.ts';

/** Texts in which nothing is personal data, though it looks so. */
type MakeText = (random: SeededRandom) => string;

const grouped = (digits: string): string => digits.replace(/^0+/, '1').replace(/\B(?=(?:\d{3})+$)/g, ',');
const pad = (value: number): string => String(value).padStart(2, '0');
const monthDay = (random: SeededRandom): string => pad(random.integer(1, 12)) + pad(random.integer(1, 28));
const eight = (random: SeededRandom): string => String(random.integer(2, 9)) + random.digits(7);

/** Makers of look-alikes, by what they are. */
export const lookAlikes: Readonly<Record<string, readonly MakeText[]>> = {
  amount: [
    (random) => `撥款HK$${eight(random)}用作維修`,
    (random) => `政府共撥出 ＄${eight(random)} 元`,
    (random) => `The project cost HK$${eight(random)} in total.`,
    (random) => `港幣${eight(random)}元正`,
    (random) => `賠償${grouped(eight(random))}元`,
    (random) => `RMB ${eight(random)} was paid to the contractor`,
  ],
  'file-number': [
    (random) => `檔號 ${eight(random)}`,
    (random) => `檔案編號：${eight(random)}，請引述。`,
    (random) => `Our ref. ${eight(random)} of last week`,
    (random) => `File no. ${eight(random)}/${random.integer(1, 99)}`,
    (random) => `個案編號${eight(random)}已結案`,
    (random) => `Invoice ${eight(random)} is overdue.`,
    (random) => `訂單號碼 ${eight(random)}`,
    (random) => `收據號碼：A${random.digits(7)}`,
  ],
  date: [
    (random) => `${random.integer(2000, 2030)} ${monthDay(random)}`,
    (random) => `於${random.integer(2000, 2030)}${monthDay(random)}更新`,
    (random) => `${random.integer(2010, 2024)}-${random.integer(2025, 2030)}年度`,
    (random) => `《${random.integer(1990, 2026)}年${random.integer(1, 12)}月${random.integer(1, 28)}日公告》`,
    (random) => `The Ordinance commenced on ${random.integer(1, 28)} June ${random.integer(1960, 2025)}.`,
    (random) => `persons born on or after ${random.integer(1, 28)} July ${random.integer(1960, 2020)}`,
  ],
  law: [
    (random) => `根據《某條例》（第${random.integer(1, 650)}章）第${random.integer(1, 99)}(${random.integer(1, 9)})條`,
    (random) => `Cap. ${random.integer(1, 650)}${random.pick(['A', 'B', 'C', ''])}, section ${random.integer(1, 99)}(${random.integer(1, 9)})(${random.pick(['a', 'b', 'c'])})`,
    (random) => `Form IR${random.integer(10, 99)}B, Part ${random.integer(1, 12)}`,
    (random) => `CACV ${random.integer(1, 400)}/${random.integer(2000, 2025)} 的判詞指出`,
    (random) => `L.N. ${random.integer(1, 300)} of ${random.integer(1990, 2026)}`,
  ],
  statistics: [
    (random) => Array.from({ length: 6 }, () => random.integer(1000, 9999)).join(' '),
    (random) => `| ${Array.from({ length: 4 }, () => random.integer(10_000_000, 99_999_999)).map((n) => grouped(String(n))).join(' | ')} |`,
    (random) => `人口為${eight(random)}人，比去年多${random.integer(1, 9)}%`,
    (random) => `${random.integer(2010, 2025)}年：${random.integer(1000, 9999)} ${random.integer(1000, 9999)} ${random.integer(1000, 9999)}`,
    (random) => `A total of ${eight(random)} passengers used the line.`,
    (random) => `錄得 ${eight(random)} 宗交易`,
    (random) => `coordinates 22.${random.digits(8)}, 114.${random.digits(8)}`,
  ],
  hotline: [
    (random) => `請致電${random.pick(['1823', '18111', '999', '2389 2222', '２３８９２２２２'])}`,
    (random) => `Call ${random.pick(['1823', '18111', '999', '2389 2222', '+852 2389 2222'])} for help`,
    (random) => `勞工處熱線 ${random.pick(['2717 1771', '27171771'])}`,
    (random) => `The hotline is ${random.pick(['2', '3'])}${random.digits(3)} ${random.digits(4)}`,
  ],
  identifier: [
    (random) => `型號 ${random.pick(['A', 'B', 'K'])}${random.digits(7)}`,
    (random) => `ISBN 978-962-${random.digits(4)}-${random.digits(2)}-${random.digits(1)}`,
    (random) => `路線 ${random.pick(['A', 'N', 'E'])}${random.integer(10, 99)} 由機場開出`,
    (random) => `tracking number ${random.digits(12)}`,
    (random) => `sha256 ${Array.from({ length: 40 }, () => random.pick(Array.from('0123456789abcdef'))).join('')}`,
    (random) => `https://www.example.org/doc/${eight(random)}/page`,
    (random) => `專利編號 ${eight(random)}`,
    (random) => `第${random.integer(1, 99)}號幹線`,
  ],
  place: [
    (random) => `勞工處辦事處位於修頓中心${random.integer(1, 30)}樓`,
    (random) => `The registry is on the ${random.integer(4, 20)}th floor of the High Court.`,
    (random) => `政府合署${random.integer(1, 20)}樓${random.integer(1, 20)}${pad(random.integer(1, 20))}室`,
    (random) => `圖書館在${random.integer(1, 5)}樓，${random.integer(8, 10)}時開放`,
    (random) => `Room ${random.integer(1, 30)}${pad(random.integer(1, 20))}, ${random.integer(1, 30)}/F, Central Government Offices`,
  ],
  words: [
    () => '八達通增值上限是多少？', () => '身份證換領計劃第二期', () => '申請護照要幾多錢', () => 'How do I apply for a Home Return Permit?',
    () => '商業登記費減免', () => 'My student number is missing, what should I do?', () => '轉數快點樣登記', () => '陳大文是虛構人物',
    () => 'Peter Chan is a made-up name.', () => '請問銀行戶口點開？', () => '車牌續期要帶咩文件', () => '出生登記要在42日內辦理',
  ],
}; // prettier-ignore
