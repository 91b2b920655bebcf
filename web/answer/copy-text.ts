/**
 * Puts a text on the clipboard. Must be called from a click.
 *
 * @returns false when the browser does not let us
 */
export async function copyText(text: string): Promise<boolean> {
  // Browsers give the clipboard only to pages from https or this machine; offices serve plain http.
  if (!isSecureContext) return copyBySelection(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr-only';
  // Behind an open dialog nothing can be selected.
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
