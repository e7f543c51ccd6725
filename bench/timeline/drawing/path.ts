/** Shapes as the text of a path: one path holds all shapes of a kind, which keeps pictures small. */

/** Paths by their class. */
export type Paths = Map<string, string[]>;

/** A rectangle. */
export function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${digits(x)} ${digits(y)}h${digits(width)}v${digits(height)}h${digits(-width)}z`;
}

/** A hundredth of a px is more than one sees. */
export function digits(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Puts a shape to those of its class. */
export function addShape(paths: Paths, name: string, shape: string): void {
  const shapes = paths.get(name);
  if (shapes) shapes.push(shape);
  else paths.set(name, [shape]);
}

/** The elements. */
export function pathElements(paths: Paths): string {
  return [...paths].map(([name, shapes]) => `<path class="${name}" d="${shapes.join("")}"/>`).join(
    "",
  );
}
