// The state of the page is in its link: #ask=statements/about&p.about=…&tab=graph&see=statement:…

export interface Link {
  /** The saved question that was asked; empty where none was. */
  ask: string;
  /** Its parameters as they were given. */
  given: Record<string, string[]>;
  tab: string;
  /** What the evidence panel shows: `statement:ID`, `article:ID@start-end`, `node:ID`, `edge:ID`. */
  see: string;
  /** The line of the picture that was clicked: `from|to|kind`. */
  line: string;
  /** Which report of the statement is open. */
  report: string;
  /** What else is drawn: words with commas between. */
  show: string;
  /** The graph's snapshot when the link was copied. */
  at: string;
}

export const EMPTY: Link = {
  ask: '', given: {}, tab: '', see: '', line: '', report: '', show: '', at: '',
};

const KEYS = ['ask', 'tab', 'line', 'see', 'report', 'show', 'at'] as const;
const PARAMETER = 'p.';

export function parse(hash: string): Link {
  const link: Link = { ...EMPTY, given: {} };
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
    if (key.startsWith(PARAMETER)) (link.given[key.slice(PARAMETER.length)] ??= []).push(value);
    else if ((KEYS as readonly string[]).includes(key)) link[key as (typeof KEYS)[number]] = value;
  }
  return link;
}

export function format(link: Link): string {
  const parts: string[] = [];
  const put = (key: string, value: string) => {
    if (value) parts.push(`${key}=${encode(value)}`);
  };
  put('ask', link.ask);
  for (const name of Object.keys(link.given).sort())
    for (const value of link.given[name] ?? []) put(PARAMETER + name, value);
  for (const key of KEYS.slice(1)) put(key, link[key]);
  return `#${parts.join('&')}`;
}

/** Percent-encoding that leaves slashes and colons readable. */
function encode(value: string): string {
  return encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':');
}

/** What a `see` means: its panel, the id, and a place in an article. */
export function seen(see: string): { panel: string; id: string; place: [number, number] | null } {
  const at = see.indexOf(':');
  const panel = see.slice(0, at);
  const rest = see.slice(at + 1);
  const place = panel === 'article' ? /^(.*)@(\d+)-(\d+)$/.exec(rest) : null;
  if (place) return { panel, id: place[1]!, place: [Number(place[2]), Number(place[3])] };
  return { panel, id: rest, place: null };
}
