import { randomInt } from 'node:crypto';
import { sha256 } from '../../base/index.ts';

/** Digits and letters that nobody takes for another: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Symbols of a ticket; five bits each, so 80 bits. */
const symbols = 16;

const ticketPattern = new RegExp(`^[${alphabet}]{${symbols}}$`);

/**
 * Makes a ticket: the only key to an appeal, for whoever has made it.
 *
 * @returns four groups of four symbols, such as `7K3M-Q0ZT-9XWA-4HCE`
 */
export function createTicket(): string {
  const drawn = Array.from({ length: symbols }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return drawn.replace(/.{4}(?=.)/g, '$&-');
}

/**
 * What is kept of a ticket. With 80 random bits behind it, a hash without salt cannot be turned round.
 *
 * @param ticket as somebody typed it: small letters, spaces, and O, I or L for a digit are forgiven
 * @returns SHA-256 in hexadecimal; undefined for what cannot be a ticket
 */
export function hashTicket(ticket: string): string | undefined {
  const plain = ticket
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return ticketPattern.test(plain) ? sha256(`lionrock-appeal-ticket:${plain}`) : undefined;
}
