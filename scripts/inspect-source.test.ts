import { describe, expect, it } from 'vitest';
import { inspectSource } from './inspect-source.ts';

const rulesOf = (text: string) => inspectSource('src/base/x.ts', text).findings.map(({ rule }) => rule);

describe('inspectSource', () => {
  it('lists every way of importing, types too', () => {
    const { imports } = inspectSource(
      'src/base/x.ts',
      `import { a } from './a.ts';
       import type { B } from './b.ts';
       export { c } from './c.ts';
       export * from './d.ts';
       export type { E } from './e.ts';
       type F = import('./f.ts').F;
       const g = () => import('./g.ts');`,
    );
    expect(imports).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts', './g.ts']);
  });

  it('finds any and asserted presence wherever they stand, but not in words', () => {
    expect(rulesOf('const x: any = 1;')).toEqual(['any']);
    expect(rulesOf('type X = Map<string, (a: any) => void>;')).toEqual(['any']);
    expect(rulesOf('const x = y as any;')).toEqual(['any']);
    expect(rulesOf('const x = y!.z;')).toEqual(['non-null']);
    expect(rulesOf('// any\nconst any = "any!";')).toEqual([]);
  });

  it('finds functions that are too long or take too much, of every kind', () => {
    const lines = (count: number) => 'work();\n'.repeat(count);
    expect(rulesOf(`function f() {\n${lines(58)}}`)).toEqual([]);
    expect(rulesOf(`function f() {\n${lines(59)}}`)).toEqual(['function-lines']);
    expect(rulesOf(`const f = () => {\n${lines(59)}};`)).toEqual(['function-lines']);
    expect(rulesOf(`class C { m() {\n${lines(59)}} }`)).toEqual(['function-lines']);
    expect(rulesOf('function f(a: 1, b: 2, c: 3) {}')).toEqual([]);
    expect(rulesOf('const f = (a: 1, b: 2, c: 3, d: 4) => a;')).toEqual(['parameters']);
  });

  it('wants TSDoc right above every export that declares something', () => {
    expect(rulesOf('/** Yes. */\nexport const a = 1;')).toEqual([]);
    expect(rulesOf('export const a = 1;')).toEqual(['tsdoc']);
    expect(rulesOf('/* No. */\nexport interface A {}')).toEqual(['tsdoc']);
    expect(rulesOf('// No.\nexport type A = 1;')).toEqual(['tsdoc']);
    expect(rulesOf('/** Of b. */\nconst b = 1;\nexport function a() {}')).toEqual(['tsdoc']);
    expect(rulesOf('export default class A {}')).toEqual(['tsdoc']);
    expect(rulesOf("export { a } from './a.ts';\nexport * from './b.ts';")).toEqual([]);
  });

  it('says on which line, and names what lacks its TSDoc', () => {
    expect(inspectSource('a.ts', '\n\nexport const rate = 1;').findings).toEqual([
      { file: 'a.ts', rule: 'tsdoc', message: 'line 3: exports rate without TSDoc' },
    ]);
  });
});
