/** What a sentence in Latin letters is: English, romanised Cantonese, or another language if it shows. */
export interface LatinFinding {
  /** ISO 639 code; `und` where the language does not show. */
  readonly language: string;
  /** In [0, 1]. */
  readonly confidence: number;
}

const functionWords: Readonly<Record<string, string>> = {
  en: `a about after all also am an and any are as at be been before but by can could did do does don't for from get has have he her his how
    i i'm if in into is isn't it it's its me more must my no not of on or our shall she should so than that the their them there these
    they this those to under up us was we were what when where which who whose why will with would you your mean means please`,
  fr: `le la les des du et est une un dans pour que qui sur pas vous nous je il elle ce cette avec sont mais où être au aux mon votre bonjour bonsoir merci comment quel quelle puis-je c'est d'un d'une l'on n'est`,
  es: `el la los las de que y en un una por para con no se es del está cómo qué dónde puedo obtener mi su lo como pero más muy hola gracias cuál son al`,
  pt: `o os as de que e em um uma por para com não se é do da no na está como onde posso meu seu mas mais muito olá obrigado qual são ao você eu`,
  it: `il lo gli di che e un una per con non si è del della sono come dove posso mio suo ma più molto ciao grazie quale nel alla questo questa`,
  de: `der die das und ist ein eine nicht ich du er sie wir ihr zu den dem des mit auf für von im wie wo kann mein ihre aber sehr bitte danke was guten wird sind auch guten morgen tschüss`,
  nl: `de het een en is niet ik je hij zij wij van op te met voor dat zijn hoe waar kan mijn maar heel bedankt wat naar deze ook`,
  id: `yang dan di untuk dengan tidak ini itu saya anda kamu apa bagaimana berapa adalah dari ke bisa akan sudah belum atau kami dimana pada ada juga mau boleh terima kasih selamat`,
  tl: `ang ng mga sa ako ikaw siya kami tayo po ba na ay hindi paano magkano saan ano ito iyon para kung may wala akin ko mo ninyo salamat kumusta pwede puwede lang naman`,
  vi: `là và của không có tôi bạn anh chị em này cho với được một những các làm sao bao nhiêu ở đâu người rất cảm ơn xin chào`,
};

// English words that mean something, for queries and headings without a function word.
const contentWords = new Set(
  `act address age agency amount annual appeal apply application asked authority bank benefit birth board body book building business bus call
  car card care case change charge child children city claim class company contract cost council court date day days deadline department
  district doctor driver due duty each education employee employer family fee fees file fine first five flat food form four free full general
  good government grant group health help high home hospital hour hours house housing income insurance job land last law laws lawyer leave
  legal level licence license light limit list live local lost low man management market may medical meeting members minimum money month months
  name need net new next night number office officer old one online open opening order owner ownership paid parent part pay payment penalty per
  people permit person phone plan police power powers price primary private property public rate rates record red register registration rent
  report right rights road room rule rules sale school second section secondary security service services shop sick six small social special
  staff state station street student support table tax ten tenant term test three ticket time times total traffic transport travel twenty two
  type under unit used valid vehicle visa vote wage wages water week weeks without woman women work worker working world year years young`.split(
    /\s+/,
  ),
);

const tonedSyllable = /^(?:ng|gw|kw|[bpmfdtnlgkhzcswj])?(?:aa?|e|i|oe?|u|yu|eo)?(?:[iumnptk]|ng)?$/;

// Romanised as people type it; words that are English too do not stand here.
const romanised = new Set(
  `ngo ngor nei lei keoi kui hai hei mhai haai mou mo mm jau yau yiu jiu gam gum gan dim dimgaai dimgai gaai gai bin bindou
  bindo geoi gei geido geidor geisi gei si sik sikjo zo jo zor jor tung ge geh gah gaa ar aa laa lar lor wor woh lo tsing faan faai
  hou ho houu zou dzou nei5 neih leih kau jan yan jyu yuet jyut ping gong heoi heui lai lei laa dak dakhaan m goi mgoi mgoisaai doze
  dojeh joigin zoigin jousan zousan maa mah ma zau jau sau sei sap baat baak cin tsin man mun leoi lui fong gwong dung waa wa wah yut jat yat saam luk
  cat gau jyun yuen yun zung jung jing zing sing sang seung soeng haa ha gaau gau ngoi oi zi ji zidou jidou mzi mji tai tei teng gong2 waan
  bei mat matje matye mut mutye meye me ye je di dei ngodei neidei keoidei hoi hoji hoyi sai sailou daai gwo chi ci mei fan fann sihk sikzo fanmei`.split(
    /\s+/,
  ),
);

let languagesOf: Map<string, number> | undefined;

/** The languages that a word in lower case is a function word of, a bit each; English is bit 0. */
function functionLanguages(word: string): number {
  languagesOf ??= buildLanguages();
  return languagesOf.get(word) ?? 0;
}

function buildLanguages(): Map<string, number> {
  const built = new Map<string, number>();
  for (const [bit, words] of Object.values(functionWords).entries()) {
    for (const word of words.split(/\s+/)) built.set(word, (built.get(word) ?? 0) | (1 << bit));
  }
  return built;
}

/** True for a function word of English, given in lower case. */
export function isEnglishWord(word: string): boolean {
  return (functionLanguages(word) & 1) === 1;
}

/** Tells what the Latin words of a text are, given in lower case; the text tells the tone numbers. */
export function readLatin(words: readonly string[], text: string): LatinFinding {
  const toned = /\d/.test(text) ? countToned(text) : 0;
  if (toned >= 2 && toned * 2 >= words.length) return { language: 'yue', confidence: 0.95 };
  const english = words.reduce((sum, word) => sum + (isEnglishWord(word) ? 1 : 0), 0);
  // Most texts are plainly English: then no other language need be looked at.
  if (english * 3 < words.length) {
    const other = readOther(words, english);
    if (other !== undefined) return other;
  }
  if (english > 0 && english * 12 >= words.length) {
    return { language: 'en', confidence: Math.min(0.99, 0.7 + 0.1 * english) };
  }
  const known = words.reduce((sum, word) => sum + (contentWords.has(word) ? 1 : 0), english);
  if (known >= 2 && known * 5 >= words.length) return { language: 'en', confidence: 0.6 };
  // A short query in English may have no function word; a long text without any is another language.
  const short = words.length <= 6 && !hasAccent(words);
  return short ? { language: 'en', confidence: 0.5 } : { language: 'und', confidence: 0.5 };
}

function readOther(words: readonly string[], english: number): LatinFinding | undefined {
  const [language, count] = bestOther(words);
  // Cognates (`no`, `come`, `is`) are in several lists: another language must lead clearly.
  const leads = count >= 1 && count >= 2 * english && count * 6 >= words.length;
  // One word alone must be no abbreviation.
  const plain =
    count >= 2 || hasAccent(words) || words.some((word) => word.length > 3 && functionLanguages(word) > 1);
  if (leads && plain) {
    return { language, confidence: Math.min(0.95, 0.5 + 0.1 * count) };
  }
  return isRomanised(words, english) ? { language: 'yue', confidence: 0.7 } : undefined;
}

function bestOther(words: readonly string[]): readonly [language: string, count: number] {
  const names = Object.keys(functionWords);
  const counts = names.map(() => 0);
  for (const word of words) {
    const bits = functionLanguages(word);
    for (let at = 1; bits >> at > 0; at += 1) if ((bits >> at) & 1) counts[at] = (counts[at] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return [names[counts.indexOf(most)] ?? 'und', most];
}

function hasAccent(words: readonly string[]): boolean {
  return words.some((word) => /[à-öø-ɏḀ-ỿ]/u.test(word));
}

/** Syllables with a tone number, as in `nei5 hou2`. */
function countToned(text: string): number {
  const found = text.toLowerCase().match(/(?<![a-z\d])[a-z]{1,6}[1-6](?![a-z\d])/g) ?? [];
  return found.filter((syllable) => tonedSyllable.test(syllable.slice(0, -1))).length;
}

/** At least three words, most of them Cantonese syllables that English does not have as words. */
function isRomanised(words: readonly string[], english: number): boolean {
  const known = words.filter((word) => romanised.has(word)).length;
  return words.length >= 2 && known >= 2 && known * 3 >= words.length * 2 && known > 2 * english;
}
