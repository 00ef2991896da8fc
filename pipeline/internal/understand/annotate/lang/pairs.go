package lang

import (
	_ "embed"
	"iter"
)

//go:embed pairs.bin
var pairTable string

// PairBits is the size of the filter of word pairs; with 60,000 pairs and four
// bits each, one pair in a hundred is taken for known that is not.
const PairBits = 1 << 19

// EachPairBit calls f with the places of a pair of words in the filter (Bloom,
// 1970; double hashing after Kirsch and Mitzenmacher, 2006).
func EachPairBit(a, b string, f func(bit uint32)) {
	for bit := range pairBits(fnv(pairHash(a), b)) {
		f(bit)
	}
}

// pairBits gives the places of a pair by its hash.
func pairBits(h uint64) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		h1, h2 := uint32(h), uint32(h>>32)|1
		for range 4 {
			if !yield(h1 % PairBits) {
				return
			}
			h1 += h2
		}
	}
}

// pairHash is the hash of a pair as far as its first word goes.
func pairHash(first string) uint64 { return fnv(fnv(14695981039346656037, first), " ") }

// fnv continues the 64-bit FNV-1a hash h with s.
func fnv(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// englishPair reports whether two words are a usual pair of English words.
func englishPair(a, b *token) bool {
	for bit := range pairBits(fnv(a.hash, b.lower)) {
		if pairTable[bit/8]&(1<<(bit%8)) == 0 {
			return false
		}
	}
	return true
}
