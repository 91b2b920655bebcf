const paths = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  send: 'M12 19V5M6 11l6-6 6 6',
  stop: 'M6 6h12v12H6z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  note: 'M12 8v5M12 16.2v.1M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z',
  external: 'M9 6H6v12h12v-3M13 5h6v6M19 5l-8.5 8.5',
  copy: 'M9 9h10.5v10.5H9zM6 15H4.5V4.5H15V6',
  helpful:
    'M4 11h3v8.5H4zM7 11l3.5-6.5c1.3 0 2.2 1 2 2.3L12 10h5.5c1.2 0 2.1 1.1 1.8 2.3l-1.4 5.8c-.2.8-1 1.4-1.8 1.4H9l-2-1',
  wrong:
    'M4 13h3V4.5H4zM7 13l3.5 6.5c1.3 0 2.2-1 2-2.3L12 14h5.5c1.2 0 2.1-1.1 1.8-2.3l-1.4-5.8c-.2-.8-1-1.4-1.8-1.4H9l-2 1',
  correct: 'M4.5 19.5l1-4.2L16 4.8l3.2 3.2L8.7 18.5zM14 6.8l3.2 3.2',
  document: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
  ridge: 'M2.5 18.5l4.5-4 2-5.2 2.6-1.4 1.8 2 3-.5 2.8 3.5 2 .7 2.3 4.4',
} as const;

/** A line drawing, 1.25em square, in the colour of the text; it says nothing to a screen reader. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
