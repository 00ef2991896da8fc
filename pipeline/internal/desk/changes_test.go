package desk

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What the changes take out of the old text and put into it gives the new one,
// line by line, and places rise.
func TestChangesAccountForEveryLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "b b b b", "c c c c", "d", "", "a b c d e"})).Draw(t, "lines"), "\n")
		})
		old, now := text.Draw(t, "old"), text.Draw(t, "new")
		left := lineCounts(old)
		last := 0
		for _, c := range Changes(old, now) {
			for line, n := range lineCounts(c.Old) {
				left[line] -= n
			}
			for line, n := range lineCounts(c.New) {
				left[line] += n
			}
			if first, _, _ := strings.Cut(c.New, "\n"); c.New != "" && strings.Split(now, "\n")[c.Line-1] != first {
				t.Fatalf("%+v is not on that line of %q", c, now)
			}
			if c.Line < last || c.Old == c.New {
				t.Fatalf("%+v behind line %d", c, last)
			}
			last = c.Line
		}
		for line, n := range lineCounts(now) {
			left[line] -= n
		}
		for line, n := range left {
			if n != 0 {
				t.Fatalf("%q stands %d times too often, from %q to %q", line, n, old, now)
			}
		}
	})
}

func lineCounts(text string) map[string]int {
	out := map[string]int{}
	for _, l := range slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return l == "" }) {
		out[l]++
	}
	return out
}

// Texts made to be far apart take no longer than others.
func TestChangesOfHostileTexts(t *testing.T) {
	var up, down []string
	for i := range 20000 {
		line := strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/26%50) + string(rune('a'+i/1300))
		up, down = append(up, line), append(down, line)
	}
	slices.Reverse(down)
	if got := len(Changes(strings.Join(up, "\n"), strings.Join(down, "\n"))); got == 0 {
		t.Error("no change was found")
	}
}
