/** A vector of the same direction and length 1. The zero vector stays as it is. */
export function toUnitVector(vector: ArrayLike<number>): Float32Array {
  const unit = Float32Array.from(vector);
  let squares = 0;
  for (const value of unit) squares += value * value;
  const length = Math.sqrt(squares);
  return length === 0 ? unit : unit.map((value) => value / length);
}
