// The lens: what a version of a unit reads as. The readings were computed in Python; here they are only looked up.

/** The span that a day lies in; `spans` are in order of their first day. */
export function spanOn(spans, day) {
  let found = null;
  for (const span of spans) if (span.first <= day) found = span;
  return found;
}

/** The span of a lens: null for "signed" (every version reads as itself), else the span of today or of the day. */
export function spanOf(spans, lens, today) {
  return lens === "signed" ? null : spanOn(spans, lens === "today" ? today : lens);
}

/** What the version reads as; more than one after a split. */
export function reads(span, version) {
  const reading = span && span.readings[version];
  return reading ? reading[0] : [version];
}

/** The changes that the version's own way passed. */
export function passed(span, version) {
  const reading = span && span.readings[version];
  return reading ? reading[1] : [];
}

/** Parties under a lens: two that read as one unit are one. */
export function partiesUnder(span, parties) {
  const found = [];
  for (const version of parties) for (const unit of reads(span, version)) if (!found.includes(unit)) found.push(unit);
  return found;
}
