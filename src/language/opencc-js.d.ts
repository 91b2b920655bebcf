// OpenCC's raw tables, which opencc-js exports without types: `from to to…|from to…`.
declare module 'opencc-js/dict/STCharacters' {
  const table: string;
  export default table;
}
declare module 'opencc-js/dict/TSCharacters' {
  const table: string;
  export default table;
}
// The types that opencc-js ships do not resolve for ES modules in Node.
declare module 'opencc-js' {
  export function Converter(options: { from: string; to: string }): (text: string) => string;
}
