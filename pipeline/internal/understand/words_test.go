package understand

import (
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestCounting compares what counts words and characters by eights of bytes with what
// counts them one by one, on texts of all that makes a difference.
func TestCounting(t *testing.T) {
	signs := []string{"a", "word", " ", "  ", "\t", "\n", "\v", "\x00", "\x1f", "\x7f", "~", "!", "é", "\u00a0", "\u2003", "\x80"}
	random := rand.New(rand.NewSource(1))
	for range 100_000 {
		var b strings.Builder
		for range random.Intn(30) {
			b.WriteString(signs[random.Intn(len(signs))%(1+random.Intn(len(signs)))])
		}
		text, n := b.String(), random.Intn(5)
		if got, want := words(text), len(strings.Fields(text)); got != want || moreWords(text, n) != (want > n) {
			t.Fatalf("%q: %d words, %d were counted", text, want, got)
		}
		if got, want := runes(text), utf8.RuneCountInString(text); got != want || moreRunes(text, n) != (want > n) {
			t.Fatalf("%q: %d characters, %d were counted", text, want, got)
		}
	}
}
