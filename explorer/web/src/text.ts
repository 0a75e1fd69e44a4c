// Offsets are code points of an article's text; a JavaScript string counts otherwise.
import type { Span } from './types';

export interface Marked {
  start: number;
  end: number;
  name: string;
}

export interface Piece {
  text: string;
  names: string[];
}

/** The text cut at every mark's ends; each piece with the names of the marks over it. */
export function pieces(text: string, start: number, marks: Marked[]): Piece[] {
  const points = Array.from(text);
  const end = start + points.length;
  const cuts = new Set([start, end]);
  for (const mark of marks)
    for (const at of [mark.start, mark.end]) if (at > start && at < end) cuts.add(at);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, i) => {
    const to = sorted[i + 1]!;
    return {
      text: points.slice(from - start, to - start).join(''),
      names: marks.filter((mark) => mark.start <= from && mark.end >= to).map((mark) => mark.name),
    };
  });
}

export function marked(name: string, ...spans: (Span | null)[]): Marked[] {
  return spans.flatMap((span) => (span ? [{ start: span[0], end: span[1], name }] : []));
}

/** A word of a vocabulary or a name of a column, in plain letters. */
export const plain = (word: string) => word.replaceAll('_', ' ');

export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export const short = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;

export const count = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
