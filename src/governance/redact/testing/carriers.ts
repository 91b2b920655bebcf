/**
 * Sentences in which a value of a kind stands as `{v}`; `{n}` is a name in Han characters, `{N}` one in
 * Latin letters, `{b}` a building. `developed` were looked at while the region's patterns were written,
 * `heldOut` were written when the patterns were finished; no pattern was changed to fit them.
 */
export interface Carriers {
  readonly developed: readonly string[];
  readonly heldOut: readonly string[];
}

/** The carriers of each kind. */
export const carriers: Readonly<Record<string, Carriers>> = {
  email: {
    developed: [
      '請把通知電郵至{v}，謝謝。', '我嘅email係{v}，你send返俾我啦', 'My email address is {v} and I check it daily.',
      '電郵：{v}', 'Please reply to {v}.', '有問題搵{v}',
      '我投訴咗三次，都係用{v}寄出，冇人覆', '回信請寄{v}（非辦公時間亦可）', 'I wrote from {v} last Monday and heard nothing.',
      '帳單一直寄去{v}，但我已經改咗', 'Contact: {v}', '登入名稱是{v}嗎？',
    ],
    heldOut: [
      '法庭通知寄咗去{v}，我收唔到', '佢而家淨係用{v}同我聯絡', 'The agency sent my payslip to {v} by mistake.', '查詢結果請覆「{v}」',
    ],
  },
  card: {
    developed: [
      '我張信用卡{v}俾人盜用，點算？', '信用卡號碼：{v}，有效期至明年。', 'My credit card number is {v}; it was charged twice.',
      'Card no. {v} was stolen.', '我用{v}俾咗錢但係冇收據', '請退款到{v}',
      '銀行話{v}有可疑交易', '買機票用咗{v}，公司執笠，可以點追？', 'The shop kept {v} on file without asking me.',
      '有人冒用本人的卡{v}購物。', 'They charged {v} after I cancelled.', '我碌咗{v}做按金',
    ],
    heldOut: [
      '網上訂酒店，{v}被重複扣數', 'Someone used {v} at a petrol station in Macau.', '商戶保留了{v}作日後扣款', '月費一直由{v}自動轉賬',
    ],
  },
  'mainland-id': {
    developed: [
      '我老婆內地身份證係{v}，可唔可以嚟香港？', '居民身份證號碼：{v}', 'Her Mainland identity card number is {v}.',
      '證件號碼{v}的申請人', '本人持有{v}，想申請單程證。', 'ID number {v}, from Shenzhen',
      '爸爸（{v}）想來港探親，要甚麼文件？', '表格第三欄填了{v}', 'My wife, {v}, has a two-way permit.',
      '佢大陸張證{v}下個月到期', '僱員資料：{v}，已核對。', 'Is {v} enough to open an account here?',
    ],
    heldOut: [
      '外母{v}想申請雙程證探親', 'The tenant from Guangzhou showed {v} as proof.', '深圳同事報稅時用{v}', '擔保人（{v}）已簽署',
    ],
  },
  hkid: {
    developed: [
      '我身份證號碼係{v}，想補領。', '香港身份證：{v}', 'My HKID is {v}. How do I replace it?', 'Identity card number {v}, issued in 2019',
      '本人{v}，現申請公屋。', '我係{v}，查下申請去到邊',
      '公司要我交{v}嘅副本，係咪合法？', '登記人{v}已於昨日報到', 'The form already shows {v} as the tenant.',
      '點解啲保安要抄低我{v}？', '請核實{v}是否合資格。', 'Please check the status of {v} for me.',
    ],
    heldOut: [
      '糧單印咗{v}，係咪侵犯私隱？', '投票時職員讀出{v}', 'Why does the club want {v} for a visitor pass?', '遺囑寫明由{v}執行',
    ],
  },
  'hkid-mistyped': {
    developed: [
      '我身份證號碼係{v}，想補領。', '香港身份證：{v}', 'My HKID is {v}. How do I replace it?', 'Identity card number {v}, issued in 2019',
      '身份證 {v} 不見了', 'ID card no. {v}',
      '身份證明文件號碼為{v}，請更正。', '我個HKID應該係{v}，個系統話錯', 'The officer typed my identity card as {v}.',
      '身分證（{v}）被扣起，可以嗎？', 'They asked for my HKID number so I gave {v}', '我阿媽張身份證，號碼{v}，影印唔清楚',
    ],
    heldOut: [
      '表格身份證一欄寫錯為{v}', 'Immigration has my identity card number as {v}, which is wrong', '阿仔嘅身份證（{v}）啱唔啱格式', '請更正身份證號碼，現時紀錄：{v}',
    ],
  },
  'iam-smart-token': {
    developed: [
      '智方便令牌{v}已過期', 'iAM Smart tokenised ID: {v}', '登入智方便時回傳 {v}', 'The access token {v} was rejected.',
      '我用iAM Smart，個token係{v}', 'openID {v} returned by iAM Smart',
      '「智方便」回應：{v}，之後就登入失敗', 'iAM Smart gave back {v} and then an error', '權杖 {v} 係咪要保密？',
      '智方便登入紀錄如下 {v}', 'Our log shows iAM Smart user {v}', '用智方便填表之後出現{v}',
    ],
    heldOut: [
      '智方便帳戶綁定失敗，代碼{v}', 'Support asked for my iAM Smart token: {v}', '收到智方便訊息（{v}）係咪假？', 'The tokenisedID field holds {v}',
    ],
  },
  'home-return-permit': {
    developed: [
      '我張回鄉證{v}唔見咗', '回鄉證號碼：{v}', 'Home Return Permit no. {v} expires soon.', '港澳居民來往內地通行證 {v}',
      'My home visit permit {v} was damaged', '回鄉卡 {v} 過期點續？',
      '我個仔嘅回鄉證（{v}）影咗相唔似樣', '持回鄉證 {v} 可否在內地開戶？', 'The number on my Home Return Permit, {v}, has ten characters.',
      '通行證{v}被海關收起', 'I crossed with Mainland Travel Permit {v}.', '續領回鄉證，舊證號{v}',
    ],
    heldOut: [
      '深圳酒店要影低我張回鄉證{v}', 'e-Channel 唔認得回鄉卡{v}', 'Her home return permit ({v}) was issued in 2020', '港澳居民來往內地通行證號碼為{v}，即將到期',
    ],
  },
  passport: {
    developed: [
      '我本特區護照{v}過咗期', '護照號碼：{v}', 'My passport number is {v}.', 'HKSAR passport {v} was lost in Japan',
      'BN(O)護照 {v} 可唔可以續？', '旅行證件 {v}',
      '訂機票用咗舊護照{v}，要改嗎？', '護照（{v}）連同相片一併交上', 'She travels on passport no. {v} only.',
      '本護照，編號{v}，由入境處簽發', 'Passport: {v}, expiring next year', '我老公本護照係{v}，佢係英國出世',
    ],
    heldOut: [
      '機票上嘅護照號碼打錯做{v}', 'Lost in Bangkok: HKSAR passport {v}', '外傭護照{v}由我保管，合法嗎？', 'The employer holds her passport, number {v}.',
    ],
  },
  'bank-account': {
    developed: [
      '請過數到銀行戶口{v}', '戶口號碼：{v}', 'My bank account number is {v}.', 'Please pay to account no. {v}',
      '我匯豐{v}收唔到糧', '帳號 {v} 已凍結',
      '騙徒叫我轉錢入戶口{v}', '綜援發放帳戶為{v}，請更改。', 'My employer paid into the wrong account, {v}.',
      '個賬戶（{v}）係聯名嘅', 'Refund to bank a/c {v} please.', '糧單寫住入數去{v}',
    ],
    heldOut: [
      '租金每月過入{v}呢個戶口', '強積金想轉去我個銀行戶口{v}', 'Please credit my savings account {v} instead.', '退稅支票可否改存入帳戶{v}？',
    ],
  },
  brn: {
    developed: [
      '商業登記號碼{v}要續期', '商業登記證 {v}', 'Business registration number {v} has lapsed.', 'BR No. {v}',
      '我間舖商登{v}', 'UBI: {v}',
      '公司商業登記證號碼：{v}，地址已更改', '我做獨資，商業登記{v}，想結業', 'The business registration certificate shows {v}.',
      '請查冊BR no. {v}', '唯一業務識別號碼為{v}', 'My sole proprietorship, BR {v}, has closed.',
    ],
    heldOut: [
      '合夥生意商業登記{v}，拍檔走咗', 'The trader gave business registration no. {v}.', '發票上嘅BR係{v}，查唔到', '商業登記證{v}過期會點罰？',
    ],
  },
  octopus: {
    developed: [
      '我張八達通{v}唔見咗', '八達通卡號碼：{v}', 'My Octopus card number is {v}.', 'Octopus {v} was blocked',
      '長者八達通{v}點報失？', '學生八達通 {v} 壞了',
      '交通津貼登記咗八達通{v}，但領唔到', '遺失八達通，編號{v}', 'I linked Octopus no. {v} to the subsidy scheme.',
      '個仔張八達通（{v}）增值唔到', 'Please transfer the balance of my Octopus, {v}, to a new card.', '樂悠咭{v}幾時寄到？',
    ],
    heldOut: [
      '職員話我張八達通{v}係二手', '個女跌咗張學生八達通，編號係{v}', 'Fare rebate was not added to Octopus {v}', '退還八達通 {v} 的餘額',
    ],
  },
  'student-number': {
    developed: [
      '我個仔學生編號係{v}', '學號：{v}', 'My student number is {v}.', 'Student ID {v}', '學生證 {v} 遺失', 'STRN {v} is wrong',
      '申請學生資助，學生編號填{v}啱唔啱？', '該生學號為{v}，現讀中三', "My daughter's student no. {v} is missing from the list.",
      '學生參考編號（{v}）在成績表上', 'The student card shows {v}', '我讀緊大學，學生證號碼{v}',
    ],
    heldOut: [
      '文憑試報名，學校話學生編號{v}重複', 'Her STRN is {v} according to the report card', '大學學號{v}登入唔到系統', 'I forgot my student ID, I think {v}',
    ],
  },
  'fps-id': {
    developed: [
      '轉數快識別碼{v}', '用轉數快過俾{v}', 'My FPS ID is {v}.', 'FPS: {v}', '轉數快 {v} 收款', 'Pay by FPS to {v}',
      '業主叫我用轉數快俾租，號碼{v}', '收款方的轉數快ID為{v}，名稱不符', 'I sent the deposit by FPS ({v}) to a stranger.',
      '騙徒俾咗個FPS ID {v}', '轉數快（FPS）識別碼：{v}', 'The FPS identifier was {v}',
    ],
    heldOut: [
      '街市檔主用轉數快{v}收錢', 'The landlord gave me an FPS number, {v}.', '用FPS轉咗三千蚊去{v}，係呃人', '轉數快登記號碼：{v}',
    ],
  },
  phone: {
    developed: [
      '我電話係{v}', '請致電{v}與我聯絡。', 'My phone number is {v}.', 'Call me at {v} after six', '手機：{v}', '{v}搵陳生',
      '成日有人用{v}打嚟推銷', '家母可在{v}找到，她只說廣東話。', 'A debt collector keeps ringing from {v}.',
      '聯絡方法 {v}（晚上）', '你打{v}啦，我收工先得閒', 'I never gave {v} to that company.',
    ],
    heldOut: [
      '我隻狗走失，見到請通知{v}', '收到自稱入境處嘅來電，號碼{v}', 'If the boiler fails, ring the caretaker on {v}.', '{v} 係邊間公司？',
    ],
  },
  address: {
    developed: [
      '我住{b}{v}', '住址：{b}{v}', 'I live at {v}, Example Garden, Sha Tin.', '地址係{b}{v}，想轉公屋', 'My address is {v}, Example House, Tai Po',
      '我屋企喺{b}{v}漏水',
      '樓上{b}{v}成日嘈，點投訴？', '租約列明出租{b}{v}', 'The leak comes from {v}, Sample Mansion, To Kwa Wan.',
      '信寄咗去{b}{v}，但我已搬走', 'Please deliver to {v}, Sample Court, Tuen Mun', '物業位於{b}{v}，業主為兩人',
    ],
    heldOut: [
      '租客{b}{v}拖數三個月', '我阿婆獨居{b}{v}，想裝平安鐘', 'Water drips into {v}, Lotus Court, every night.', '選民登記地址應為{b}{v}',
    ],
  },
  'vehicle-mark': {
    developed: [
      '我架車車牌係{v}', '車牌{v}俾人抄牌', 'My car registration mark is {v}.', 'Licence plate {v} parked outside',
      '車輛登記號碼：{v}', '私家車{v}要驗車',
      '有架車（車牌{v}）阻塞通道', '定額罰款通知書上車輛登記號碼為{v}', 'A car with number plate {v} hit mine.',
      '我買咗架二手車，車牌{v}，點過戶？', 'I sold the vehicle, registration mark {v}, in May.', '個司機揸住{v}，車牌好舊',
    ],
    heldOut: [
      '隔籬車位部車，車牌{v}，泊咗半年', 'The lorry with registration mark {v} dumped waste.', '車輛登記號碼{v}的車主已去世', 'Summons for my car, {v}, came late',
    ],
  },
  'date-of-birth': {
    developed: [
      '出生日期：{v}', '我{v}出世，幾時可以攞長者卡？', 'I was born on {v}.', 'Date of birth: {v}', '我生日係{v}', 'DOB {v}',
      '個女{v}喺廣華出世，未登記', '申請人的出生日期為{v}，現年合資格', 'My son (date of birth {v}) starts school soon.',
      '生於{v}，可否領取高齡津貼？', 'Her birthday is {v}, so is she 65 yet?', '阿爺{v}出生，冇出世紙',
    ],
    heldOut: [
      '公公{v}出世，可唔可以申請長者生活津貼', 'The applicant was born {v} in Macau.', '疫苗紀錄上出生日期變咗{v}', '我细佬生日系{v}，几时换成人身份证',
    ],
  },
  'court-case': {
    developed: ['我叫{n}，案件編號{v}', 'My name is {N}, case {v}.', '{n}先生係{v}嘅原告', '本人{n}為{v}的被告，想申請法援', 'Mr {N} is the applicant in {v}', '原告{n}（{v}）想改期'],
    heldOut: ['答辯人{n}在{v}中敗訴', 'I am {N}, the defendant in {v}.', '家母{n}係{v}嘅申索人'],
  },
}; // prettier-ignore

/** Sentences with a name (`{n}` or `{N}`) beside a value of another kind, as `{kind:id}`. */
export const nameCarriers: Carriers = {
  developed: [
    '我叫{n}，身份證{kind:hkid}', '{n}先生電話{kind:phone}', '申請人：{n}，出生日期{kind:date-of-birth}', 'My name is {N} and my HKID is {kind:hkid}.',
    '{N}, {kind:hkid}', 'Please call Ms {N} at {kind:phone}.', '姓名：{n} 電話：{kind:phone}', '{n}，{kind:phone}',
    '業主{n}（身份證{kind:hkid}）唔肯退按金', '聯絡人{n}女士，手提{kind:phone}', '我係{n}，電郵{kind:email}', 'Tenant: {N}, passport no. {kind:passport}',
    'I am {N}, phone {kind:phone}.', 'The employee, {N} (HKID {kind:hkid}), resigned.', '{n}{kind:hkid}', '家父{n}嘅回鄉證{kind:home-return-permit}',
  ],
  heldOut: [
    '租客{n}（電話{kind:phone}）已搬走', '保險受益人係我太太{n}，{kind:hkid}', 'Dr {N} can be reached at {kind:phone}.', 'My name is {N}; passport {kind:passport}.', '{n}小姐，{kind:email}', 'Dear Sir, I am {N} ({kind:hkid}).', '家傭 {N}, passport number {kind:passport}', '{N}\n{kind:address}',
  ],
}; // prettier-ignore
