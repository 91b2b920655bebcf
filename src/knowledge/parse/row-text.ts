/**
 * One row of a table in words, `column: value; column: value`. Empty cells are left out, a value
 * without a column stands alone, and values under one spanning column stand together.
 *
 * @example rowText(['1', '7 days'], ['Years of service', 'Leave']) // 'Years of service: 1; Leave: 7 days'
 */
export function rowText(cells: readonly string[], names: readonly string[]): string {
  const parts: string[] = [];
  let last: { name: string; cell: string } | undefined;
  cells.forEach((cell, index) => {
    // Colons and dashes in cells of their own only divide the others.
    if (cell === '' || /^[:：–—-]$/u.test(cell)) return;
    const name = (names[index] ?? '').replace(/[:：]$/u, '');
    // A cell that spans columns is said once; cells under one spanning heading are said together.
    const goesOn = last !== undefined && last.name === name && (name !== '' || listMark.test(last.cell));
    if (last !== undefined && goesOn) {
      if (last.cell !== cell)
        parts.push(`${parts.pop() ?? ''}${listMark.test(last.cell) ? '' : ','} ${cell}`);
    } else if (last?.cell !== cell || name !== '')
      parts.push(name === '' || name === cell ? cell : `${name}: ${cell}`);
    last = { name, cell };
  });
  return parts.join('; ');
}

/** The number of an item in a cell of its own. */
const listMark = /^\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]$/;
