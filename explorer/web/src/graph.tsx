// The answer as a picture, in plain SVG: text that can be read out, searched, and reached by keys.
import { MOST, type Drawing, type Line } from './fold';
import { edgeOf, layout, type Box } from './layout';
import { Dot, roundOf, shapeOf } from './parts';
import * as store from './store';
import { count, short } from './text';

const LINE_HEIGHT = 15;
const LETTER = 6.9;
const LARGEST = 1.3;
const SMALLEST = 0.6;
const { AUTO, FIT } = store;
const WORDY = 26; // up to so many lines, each carries its kind in words

interface Placed {
  boxes: Map<string, Box & { lines: string[] }>;
  frame: [number, number, number, number];
}

let last: { key: string; placed: Placed } | null = null;

export function GraphView() {
  const zoom = store.zoom.value;
  const drawing = store.drawing.value;
  if (!drawing || !drawing.nodes.length)
    return <p class="waiting">This answer has no nodes to draw; see the table.</p>;
  const { boxes, frame } = place(drawing);
  const { see, line } = store.link.value;
  const isOn = (one: Line) =>
    one.key === line ||
    (!line && see.startsWith('statement:') && one.statements.includes(see.slice(10))) ||
    (see.startsWith('edge:') && one.edges.some((edge) => edge.id === see.slice(5))) ||
    (see.startsWith('node:') && [one.from, one.to].includes(see.slice(5)));
  const items = reading(drawing);
  const label = `${count(drawing.nodes.length, 'item')} and ${count(drawing.lines.length, 'line')}`;
  return (
    <div class="graph">
      <div class="scroll" data-zoom={zoom === FIT ? 'fit' : 'free'} tabIndex={-1}>
        <svg
          data-ready="1"
          role="group"
          aria-label={label}
          aria-describedby="graph-keys"
          viewBox={frame.join(' ')}
          style={zoom > 0 ? free(frame, zoom) : fit(frame, zoom === AUTO)}
          onKeyDown={walk}
        >
          <defs>
            {['plain', 'on'].map((name) => (
              <marker
                key={name}
                id={`tip-${name}`}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="8"
                markerHeight="8"
                markerUnits="userSpaceOnUse"
                orient="auto"
              >
                <path d="M0 0L8 4L0 8z" class={`tip ${name}`} />
              </marker>
            ))}
          </defs>
          {items.map((item, i) =>
            'key' in item ? (
              <Tie
                key={item.key}
                line={item}
                boxes={boxes}
                rank={rankOf(drawing, item)}
                on={isOn(item)}
                wordy={drawing.lines.length <= WORDY}
                first={i === 0}
              />
            ) : (
              <Thing key={item.id} id={item.id} box={boxes.get(item.id)!} first={i === 0} />
            ),
          )}
        </svg>
      </div>
      <p id="graph-keys" class="hidden">Arrow keys go from item to item, Enter shows the evidence.</p>
      <Legend drawing={drawing} />
    </div>
  );
}

/** As large as there is room, but no larger than read with ease; nor smaller, where it scrolls. */
const fit = (frame: number[], scrolls: boolean) => ({
  width: '100%',
  height: '100%',
  maxWidth: `${frame[2]! * LARGEST}px`,
  maxHeight: `${frame[3]! * LARGEST}px`,
  minWidth: scrolls ? `${frame[2]! * SMALLEST}px` : '0',
  minHeight: scrolls ? `${frame[3]! * SMALLEST}px` : '0',
});

const free = (frame: number[], zoom: number) => ({
  width: `${frame[2]! * zoom}px`,
  height: `${frame[3]! * zoom}px`,
});

/** Lines first, so that the boxes lie over them; each line in the order of its ends. */
const reading = (drawing: Drawing) => [...drawing.lines, ...drawing.nodes];

function place(drawing: Drawing): Placed {
  const narrow = matchMedia('(max-width: 720px)').matches;
  const key = JSON.stringify([narrow, drawing.nodes.map((n) => n.id), drawing.lines.map((l) => l.key)]);
  if (last?.key === key) return last.placed;
  const at = new Map(drawing.nodes.map((node, i) => [node.id, i]));
  const texts = drawing.nodes.map((node) => wrap(node.name));
  const sizes = texts.map((lines) => ({
    w: Math.round(Math.max(...lines.map((one) => one.length)) * LETTER + 40),
    h: lines.length * LINE_HEIGHT + 13,
  }));
  const pairs = new Map<string, [number, number]>();
  for (const { from, to } of drawing.lines) {
    const [a, b] = [at.get(from)!, at.get(to)!].sort((p, q) => p - q) as [number, number];
    if (a !== b) pairs.set(`${a}-${b}`, [a, b]);
  }
  const placed = layout(sizes, [...pairs.values()], narrow ? 0.75 : 1.5);
  const boxes = new Map(
    drawing.nodes.map((node, i) => [node.id, { ...placed[i]!, lines: texts[i]! }]),
  );
  const pad = 26;
  const left = Math.min(...placed.map((b) => b.x - b.w / 2)) - pad;
  const top = Math.min(...placed.map((b) => b.y - b.h / 2)) - pad;
  const right = Math.max(...placed.map((b) => b.x + b.w / 2)) + pad;
  const bottom = Math.max(...placed.map((b) => b.y + b.h / 2)) + pad;
  last = { key, placed: { boxes, frame: [left, top, right - left, bottom - top].map(Math.round) as Placed['frame'] } };
  return last.placed;
}

function wrap(name: string): string[] {
  const lines: string[] = [''];
  for (const word of name.split(/\s+/)) {
    const now = lines.at(-1)!;
    if (now && `${now} ${word}`.length > 20) lines.push(word);
    else lines[lines.length - 1] = `${now} ${word}`.trim();
  }
  const kept = lines.slice(0, 3).map((one) => short(one, 24));
  if (lines.length > 3) kept[2] = `${short(kept[2]!, 22)}…`;
  return kept;
}

/** Which of the lines between the same two boxes this is, counted from the middle of them. */
function rankOf(drawing: Drawing, line: Line): number {
  const ends = [line.from, line.to].sort().join('|');
  const same = drawing.lines.filter((one) => [one.from, one.to].sort().join('|') === ends);
  return same.indexOf(line) - (same.length - 1) / 2;
}

interface TieProps {
  line: Line;
  boxes: Placed['boxes'];
  rank: number;
  on: boolean;
  wordy: boolean;
  first: boolean;
}

function Tie({ line, boxes, rank, on, wordy, first }: TieProps) {
  const { nodes } = store.answer.value!;
  const kind = store.meta.value!.edges[line.kind]!;
  const a = boxes.get(line.from)!;
  const b = boxes.get(line.to)!;
  const n = line.statements.length;
  const label = `${nodes.get(line.from)!.name} → ${nodes.get(line.to)!.name}: ${kind.name}${n ? `, ${count(n, 'statement')}` : ''}`;
  const { path, x, y } = line.from === line.to ? loop(a, rank) : curve(a, b, rank, line.from < line.to);
  const shown = [on || wordy ? kind.name : '', n > 1 ? String(n) : ''].filter(Boolean).join(' · ');
  const wide = shown.length * 5.9 + 10;
  const select = () =>
    store.go({
      line: line.key,
      see: n ? `statement:${line.statements[0]}` : line.edges.length ? `edge:${line.edges[0]!.id}` : '',
      report: '',
    });
  return (
    <g class={`tie${on ? ' on' : ''}`} {...button(label, first, on, select)}>
      <title>{label}</title>
      <path class="reach" d={path} />
      <path
        class="stroke"
        d={path}
        style={kind.color ? { '--kind': kind.color } : undefined}
        stroke-width={1.2 + Math.log2(1 + n) * 0.7}
        marker-end={`url(#tip-${on ? 'on' : 'plain'})`}
      />
      {shown && (
        <g transform={`translate(${x} ${y})`}>
          <rect class="tag" x={-wide / 2} y={-8} width={wide} height={16} rx={8} />
          <text class="tag-text" y={3.5} text-anchor="middle">{shown}</text>
        </g>
      )}
    </g>
  );
}

function Thing({ id, box, first }: { id: string; box: Box & { lines: string[] }; first: boolean }) {
  const { answer, drawing, link, meta } = store;
  const node = answer.value!.nodes.get(id)!;
  const kind = meta.value!.nodes[node.kind]!;
  const ties = drawing.value!.lines.filter((line) => line.from === id || line.to === id).length;
  const panel = { statement: 'statement', source: 'article', thing: 'node' }[kind.role];
  const see = `${panel}:${id}`;
  const isOn = link.value.see === see;
  const radius = roundOf(node.kind, box.h);
  const label = `${kind.name}: ${node.name}, ${count(ties, 'line')}`;
  return (
    <g
      class={`thing ${kind.role}${isOn ? ' on' : ''}`}
      transform={`translate(${box.x} ${box.y})`}
      style={{ '--kind': kind.color }}
      {...button(label, first, isOn, () => store.go({ see, line: '', report: '' }))}
    >
      <title>{label}</title>
      <rect x={-box.w / 2} y={-box.h / 2} width={box.w} height={box.h} rx={radius} />
      <path d={shapeOf(node.kind)} transform={`translate(${-box.w / 2 + 15} 0)`} />
      {box.lines.map((text, i) => (
        <text
          key={i}
          x={11}
          y={(i - (box.lines.length - 1) / 2) * LINE_HEIGHT + 4}
          text-anchor="middle"
        >
          {text}
        </text>
      ))}
    </g>
  );
}

/** What makes a part of the picture a button; one tab stop for all, arrow keys go on from it. */
function button(label: string, first: boolean, on: boolean, select: () => void) {
  return {
    role: 'button',
    'aria-label': label,
    'aria-pressed': on,
    tabindex: first ? 0 : -1, // small letters: attributes of SVG are told apart by case
    onClick: select,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      select();
    },
  } as const;
}

function walk(event: KeyboardEvent) {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const all = [...(event.currentTarget as Element).querySelectorAll<SVGElement>('[role=button]')];
  const at = all.indexOf(document.activeElement as SVGElement);
  const step = steps[event.key];
  const to =
    step ? (at + step + all.length) % all.length
    : event.key === 'Home' ? 0
    : event.key === 'End' ? all.length - 1
    : -1;
  if (to < 0) return;
  event.preventDefault();
  all.forEach((one, i) => one.setAttribute('tabindex', i === to ? '0' : '-1'));
  all[to]!.focus();
}

/** Lines between the same boxes are bent apart, and their words stand at different heights. */
function curve(a: Box, b: Box, rank: number, isForward: boolean) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy) || 1;
  const bend = rank * 44 * (isForward ? 1 : -1);
  const mx = Math.round((a.x + b.x) / 2 - (dy / length) * bend);
  const my = Math.round((a.y + b.y) / 2 + (dx / length) * bend);
  const from = edgeOf(a, mx, my, 1);
  const to = edgeOf(b, mx, my, 3);
  const t = 0.5 + Math.max(-0.3, Math.min(0.3, rank * 0.22)) * (isForward ? 1 : -1);
  const at = (i: 0 | 1, middle: number) =>
    (1 - t) ** 2 * from[i] + 2 * t * (1 - t) * middle + t ** 2 * to[i];
  return { path: `M${from.join(' ')}Q${mx} ${my} ${to.join(' ')}`, x: at(0, mx), y: at(1, my) };
}

function loop(box: Box, rank: number) {
  const top = box.y - box.h / 2;
  const x = box.x + rank * 50;
  const path = `M${x - 14} ${top - 1}C${x - 34} ${top - 42} ${x + 34} ${top - 42} ${x + 14} ${top - 3}`;
  return { path, x, y: top - 32 };
}

function Legend({ drawing }: { drawing: Drawing }) {
  const zoom = store.zoom.value;
  const setZoom = (next: number) => (store.zoom.value = next);
  const { answer, link, meta } = store;
  const { nodes, edges } = meta.value!;
  const kinds = Object.keys(nodes).filter((kind) => drawing.nodes.some((n) => n.kind === kind));
  const lines = Object.keys(edges).filter((kind) => drawing.lines.some((l) => l.kind === kind));
  const roles = new Set([...answer.value!.nodes.values()].map((n) => nodes[n.kind]!.role));
  const show = link.value.show.split(',').filter(Boolean);
  const toggle = (what: string) =>
    store.go(
      { show: (show.includes(what) ? show.filter((s) => s !== what) : [...show, what]).sort().join(',') },
      { replace: true },
    );
  return (
    <div class="below">
      {drawing.hidden > 0 && (
        <p class="help">{drawing.hidden} more are in the table; the {MOST} with most lines are drawn.</p>
      )}
      <ul class="legend" aria-label="Legend">
        {kinds.map((kind) => (
          <li key={kind} title={nodes[kind]!.definition}>
            <Dot kind={kind} />
            {nodes[kind]!.name}
          </li>
        ))}
        {lines.map((kind) => (
          <li key={kind} title={edges[kind]!.definition}>
            <i
              class="dash"
              style={edges[kind]!.color ? { '--kind': edges[kind]!.color! } : undefined}
              aria-hidden="true"
            />
            {edges[kind]!.name}
          </li>
        ))}
      </ul>
      <div class="tools">
        {(['statements', 'sources'] as const)
          .filter((what) => roles.has(what === 'statements' ? 'statement' : 'source'))
          .map((what) => (
            <label key={what}>
              <input type="checkbox" checked={show.includes(what)} onChange={() => toggle(what)} />
              {what}
            </label>
          ))}
        <button type="button" aria-label="Smaller" onClick={() => setZoom(Math.max(0.3, (zoom > 0 ? zoom : 1) / 1.25))}>−</button>
        <button type="button" aria-pressed={zoom === FIT} onClick={() => setZoom(zoom === FIT ? AUTO : FIT)}>Fit</button>
        <button type="button" aria-label="Larger" onClick={() => setZoom(Math.min(3, (zoom > 0 ? zoom : 0.8) * 1.25))}>+</button>
      </div>
    </div>
  );
}
