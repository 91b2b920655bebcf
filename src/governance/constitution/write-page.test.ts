import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { compileConstitution } from './compile.ts';
import { changedFiles, exampleFiles, readWhole } from './testing/example-files.ts';
import { writeConstitutionPage } from './write-page.ts';

const bundle = compileConstitution(readWhole(exampleFiles()));
const page = load(writeConstitutionPage(bundle));

describe('writeConstitutionPage', () => {
  it('holds every rule, principle and source in every variety, in its own words', () => {
    for (const variety of bundle.meta.varieties) {
      const article = page(`article[lang="${variety}"]`);
      expect(article.length).toBe(1);
      const text = article.text();
      for (const { rule, title, id } of bundle.rules) {
        for (const part of [id, rule[variety], title[variety]]) expect(text).toContain(part);
      }
      for (const { text: words } of bundle.principles.principles) expect(text).toContain(words[variety]);
      for (const { title } of bundle.sources) expect(text).toContain(title[variety]);
      expect(text).toContain(bundle.meta.appeal.how[variety]);
      expect(text).toContain(bundle.pageWords.verification['checked-against-text'][variety]);
    }
    expect(page('article[lang="en"]').text()).not.toContain('助理不会');
  });

  it('tells a rule that needs judgement from one that the program applies', () => {
    const rule = (id: string) => page(`[id="${id}-en"]`).text();
    expect(rule('example-N03.1')).toContain('not by the program alone');
    expect(rule('example-R01.1')).toContain('the program itself');
    expect(rule('example-R01.1')).not.toContain('not by the program alone');
  });

  it('takes nothing from the network and has a button for each variety', () => {
    expect(page('[src], link, iframe, img, form, @import').length).toBe(0);
    const buttons = page('button[data-show]')
      .toArray()
      .map((button) => page(button).attr('data-show'));
    expect(buttons).toEqual(bundle.meta.varieties);
  });

  it('has every place that its links lead to, each once', () => {
    const ids = page('[id]')
      .toArray()
      .map((element) => page(element).attr('id'));
    expect(new Set(ids).size).toBe(ids.length);
    const links = page('a[href^="#"]')
      .toArray()
      .map((link) => page(link).attr('href')?.slice(1));
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(ids).toContain(link);
  });

  it('shows words as words, whatever they hold', () => {
    const sharp = changedFiles('meta.yaml', (text) =>
      text.replace('en: Port Amber,', 'en: "<script>alert(1)</script> & \\"quotes\\"",'),
    );
    const html = writeConstitutionPage(compileConstitution(readWhole(sharp)));
    expect(html).not.toContain('<script>alert');
    expect(load(html)('article[lang="en"]').text()).toContain('<script>alert(1)</script> & "quotes"');
  });
});
