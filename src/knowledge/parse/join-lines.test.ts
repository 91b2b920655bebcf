import { describe, expect, it } from 'vitest';
import { endsSentence, joinLines } from './join-lines.ts';
import { joinSpacedHan } from './join-spaced-han.ts';

describe('joinLines', () => {
  it.each([
    ['the library is', 'open', 'the library is open'],
    ['圖書館在公眾', '假期休息', '圖書館在公眾假期休息'],
    ['每星期工作', '17 小時', '每星期工作 17 小時'],
    ['regis-', 'tration', 'registration'],
    ['superior sub-', 'contractors', 'superior sub-contractors'],
    ['not more-than-', 'usual', 'not more-than-usual'],
    ['North-', 'South line', 'North- South line'],
    ['www.example.org/', 'page', 'www.example.org/page'],
    ['', 'a', 'a'],
    ['a', '', 'a'],
  ])('joins %j and %j', (first, second, joined) => {
    expect(joinLines(first, second)).toBe(joined);
  });
});

describe('endsSentence', () => {
  it('knows the stops of both scripts', () => {
    expect(['完。', '「完。」', 'end.', 'end.”', 'as follows:'].every(endsSentence)).toBe(true);
    expect(['未完', 'and the', '，', 'the “plan”', '（註）'].some(endsSentence)).toBe(false);
  });
});

describe('joinSpacedHan', () => {
  it.each([
    ['圖 書 館 星 期 日 休 息', '圖書館星期日休息'],
    ['讀 者 每 次 可 借 8 本 書 ， 為 期 14 天 。', '讀者每次可借 8 本書，為期 14 天。'],
    ['根 據 《 借 閱 規 則 》， 讀 者 須', '根據《借閱規則》，讀者須'],
    ['一 份載有條款的通知書，須交讀者。', '一份載有條款的通知書，須交讀者。'],
    ['第一章 總則', '第一章 總則'],
    ['服務年期 假期日數', '服務年期 假期日數'],
    ['open on Sunday 星期日開放', 'open on Sunday 星期日開放'],
    ['0 9 / 2 0 2 5', '09/2025'],
    ['1 2 3 4 5 6 7', '1 2 3 4 5 6 7'],
    ['另 ㇐ 個 準 則', '另㇐個準則'],
    ['（ 甲 ） 申 請 表 ； 或', '（甲）申請表；或'],
  ])('%j', (line, expected) => {
    expect(joinSpacedHan(line)).toBe(expected);
  });
});
