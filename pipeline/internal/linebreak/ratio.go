package linebreak

import "octavo/pipeline/internal/geom"

// ratio is how far the line from node a to item i must stretch (positive) or
// shrink (negative), in 1/One. A line that is too full gives less than -One.
func (b *breaker) ratio(a *node, i int) int64 { return b.ratioOf(a, i, b.items[i].Pre) }

// ratioOf is ratio with pre in place of the item's own.
func (b *breaker) ratioOf(a *node, i int, pre geom.Length) int64 {
	from, to := b.sums[min(a.start, i)], b.sums[i]
	natural := to.width - from.width + a.post + pre
	excess := b.measure(a.line) - natural
	switch {
	case excess == 0:
		return 0
	case excess < 0:
		return squeeze(-excess, to.shrink-from.shrink)
	case to.fill > from.fill:
		return 0
	}
	flex := to.flexStretch - from.flexStretch
	return stretch(excess, to.stretch-from.stretch-flex+b.pass.Extra, flex)
}

func (b *breaker) measure(line int) geom.Length {
	if line == 0 {
		return b.p.First
	}
	return b.p.Rest
}

func squeeze(missing, shrink geom.Length) int64 {
	if missing > shrink {
		return -One - 1
	}
	return -int64(missing) * One / int64(shrink)
}

// stretch divides excess over glue and boxes alike up to ratio 1; beyond that
// glue takes the rest.
func stretch(excess, glue, flex geom.Length) int64 {
	if excess > glue+flex {
		if glue <= 0 {
			return Unlimited
		}
		return min(int64(excess-flex)*One/int64(glue), Unlimited)
	}
	return int64(excess) * One / int64(glue+flex)
}

// The fitness classes (paper, page 1155).
const (
	tight int8 = iota
	normal
	loose
	veryLoose
)

func fitness(ratio int64) int8 {
	switch {
	case ratio < -One/2:
		return tight
	case ratio <= One/2:
		return normal
	case ratio <= One:
		return loose
	}
	return veryLoose
}

// maxBadness keeps the sum of a million squares of badness inside 64 bits, and
// still tells a terrible line from a worse one.
const maxBadness = 1 << 18

// overfull is the badness of a line that is too full.
const overfull = 2 * maxBadness

// brokenRule is what a hyphen costs where none may be, if nothing else fits:
// more than a few loose lines, less than a line that is too full.
const brokenRule = overfull * overfull / 4

// badness is 100 times the ratio's cube (paper, page 1127).
func badness(ratio int64) int64 {
	if ratio < -One {
		return overfull
	}
	r := min(max(ratio, -ratio), 64*One)
	return min((100*r*r/One)*r/(One*One), maxBadness)
}

// demerits are those of the line from a to c (paper, page 1128, in the form of
// TeX 82, §859).
func (b *breaker) demerits(a, c *node) int64 {
	it := b.items[c.item]
	d := b.p.LinePenalty + badness(c.ratio)
	d *= d
	cost := int64(it.Cost)
	switch {
	case it.Kind != Penalty || cost <= Forced:
	case cost >= 0:
		d += cost * cost
	default:
		d -= cost * cost
	}
	d += b.unlike(a, c)
	if it.Flagged && a.run > 0 {
		d += b.p.HyphenDemerits
	}
	if c.item == len(b.items)-1 {
		d += b.ending(a)
	}
	return d
}

func (b *breaker) unlike(a, c *node) int64 {
	if diff := a.fitness - c.fitness; diff > 1 || diff < -1 {
		return b.p.FitnessDemerits
	}
	return 0
}

// ending is what the last line, from a, costs for its length and for the
// hyphen before it.
func (b *breaker) ending(a *node) int64 {
	d := int64(0)
	if a.item >= 0 && a.run > 0 {
		d = b.p.FinalHyphenDemerits
	}
	if b.short(a) {
		d += b.p.ShortDemerits
	}
	return d
}

// short reports whether the last line, from a, is too short.
func (b *breaker) short(a *node) bool {
	if a.item < 0 {
		return false
	}
	least := b.p.MinLast
	if a.run > 0 {
		least = b.p.MinTail
	}
	end := b.sums[len(b.items)-1].width - b.sums[min(a.start, len(b.items)-1)].width + a.post
	return end < least
}
