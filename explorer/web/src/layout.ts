// Where the boxes of a picture stand. No chance in it and a fixed number of steps: the same answer
// gives the same picture every time.

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

const STEPS = 320;
const LENGTH = 150; // of a line, as far as the others let it
const APART = 56; // between parts without a line between them

/** The parts of a picture that hang together are arranged each for itself, then packed in rows. */
export function layout(
  sizes: { w: number; h: number }[],
  pairs: [number, number][],
  wide: number,
): Box[] {
  const parts = components(sizes.length, pairs).map((members) => {
    const at = new Map(members.map((node, i) => [node, i]));
    const own = pairs.filter(([a]) => at.has(a)).map(([a, b]) => [at.get(a)!, at.get(b)!]);
    const part = arrange(members.map((node) => sizes[node]!), own as [number, number][], wide);
    const left = Math.min(...part.map((box) => box.x - box.w / 2));
    const top = Math.min(...part.map((box) => box.y - box.h / 2));
    return {
      members,
      boxes: part.map((box) => ({ ...box, x: box.x - left, y: box.y - top })),
      w: Math.max(...part.map((box) => box.x + box.w / 2)) - left,
      h: Math.max(...part.map((box) => box.y + box.h / 2)) - top,
    };
  });
  const area = parts.reduce((sum, part) => sum + (part.w + APART) * (part.h + APART), 0);
  const widest = Math.max(...parts.map((part) => part.w), Math.sqrt(area * wide * 1.15));
  const placed: Box[] = [];
  let [x, y, row] = [0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.w > widest) [x, y, row] = [0, y + row + APART, 0];
    part.members.forEach((node, i) => {
      const box = part.boxes[i]!;
      placed[node] = { ...box, x: round(box.x + x), y: round(box.y + y) };
    });
    x += part.w + APART;
    row = Math.max(row, part.h);
  }
  return placed;
}

/** The parts that hang together, the biggest first, each with its members in order. */
function components(n: number, pairs: [number, number][]): number[][] {
  const part = Array.from({ length: n }, (_, i) => i);
  const top = (i: number): number => (part[i] === i ? i : (part[i] = top(part[i]!)));
  for (const [a, b] of pairs) part[Math.max(top(a), top(b))] = Math.min(top(a), top(b));
  const groups = new Map<number, number[]>();
  for (let i = 0; i < n; i++) groups.set(top(i), [...(groups.get(top(i)) ?? []), i]);
  return [...groups.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

/** Springs along the lines, boxes that push each other away, then overlaps taken out. */
function arrange(
  sizes: { w: number; h: number }[],
  pairs: [number, number][],
  wide: number,
): Box[] {
  const n = sizes.length;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const angle = i * 2.399963; // the golden angle: a spiral without two equal places
    const far = 45 * Math.sqrt(i + 0.5);
    x[i] = Math.cos(angle) * far * wide;
    y[i] = Math.sin(angle) * far;
  }
  const dx = new Float64Array(n);
  const dy = new Float64Array(n);
  for (let step = 0; step < STEPS; step++) {
    const most = 60 * (1 - step / STEPS) + 0.5;
    dx.fill(0);
    dy.fill(0);
    for (let i = 0; i < n; i++)
      for (let j = i + 1; j < n; j++) {
        const ax = (x[i]! - x[j]!) / wide;
        const ay = y[i]! - y[j]!;
        const push = (LENGTH * LENGTH) / (ax * ax + ay * ay + 1);
        dx[i]! += ax * push * wide;
        dy[i]! += ay * push;
        dx[j]! -= ax * push * wide;
        dy[j]! -= ay * push;
      }
    for (const [i, j] of pairs) {
      const ax = (x[i]! - x[j]!) / wide;
      const ay = y[i]! - y[j]!;
      const pull = Math.sqrt(ax * ax + ay * ay) / LENGTH;
      dx[i]! -= ax * pull * wide;
      dy[i]! -= ay * pull;
      dx[j]! += ax * pull * wide;
      dy[j]! += ay * pull;
    }
    for (let i = 0; i < n; i++) {
      dx[i]! -= x[i]! * 0.06; // towards the middle
      dy[i]! -= y[i]! * 0.06;
      const length = Math.sqrt(dx[i]! ** 2 + dy[i]! ** 2) || 1;
      const move = Math.min(length, most) / length;
      x[i]! += dx[i]! * move;
      y[i]! += dy[i]! * move;
    }
  }
  apart(x, y, sizes);
  return sizes.map((size, i): Box => ({ x: x[i]!, y: y[i]!, ...size }));
}

function apart(x: Float64Array, y: Float64Array, sizes: { w: number; h: number }[]): void {
  const gapX = 26;
  const gapY = 22;
  for (let round = 0; round < 150; round++) {
    let isClear = true;
    for (let i = 0; i < sizes.length; i++)
      for (let j = i + 1; j < sizes.length; j++) {
        const overX = (sizes[i]!.w + sizes[j]!.w) / 2 + gapX - Math.abs(x[i]! - x[j]!);
        const overY = (sizes[i]!.h + sizes[j]!.h) / 2 + gapY - Math.abs(y[i]! - y[j]!);
        if (overX <= 0 || overY <= 0) continue;
        isClear = false;
        const [along, over] = overX < overY ? [x, overX] : [y, overY];
        const half = ((along[i]! >= along[j]! ? 1 : -1) * over) / 2;
        along[i]! += half;
        along[j]! -= half;
      }
    if (isClear) break;
  }
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The point where the straight line from the middle of a box to (tx, ty) leaves it. */
export function edgeOf(box: Box, tx: number, ty: number, gap: number): [number, number] {
  const ux = tx - box.x;
  const uy = ty - box.y;
  const scale = Math.min(
    (box.w / 2 + gap) / Math.abs(ux || 1e-6),
    (box.h / 2 + gap) / Math.abs(uy || 1e-6),
    1,
  );
  return [round(box.x + ux * scale), round(box.y + uy * scale)];
}
