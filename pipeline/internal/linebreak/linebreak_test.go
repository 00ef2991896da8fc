package linebreak

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/geom"
)

// parse makes a paragraph from words: every letter is 10 wide, "-" inside a
// word a hyphenation point, "~" a space that is not to be broken, and "|" a
// forced break. Spaces are 10 wide, +5 -3.
func parse(text string) []Item {
	var items []Item
	for _, r := range text {
		switch r {
		case ' ':
			items = append(items, Item{Kind: Glue, Width: 10, Stretch: 5, Shrink: 3})
		case '~':
			items = append(items, Item{Kind: Penalty, Cost: Forbidden}, Item{Kind: Glue, Width: 10, Stretch: 5, Shrink: 3})
		case '-':
			items = append(items, Item{Kind: Penalty, Cost: 50, Flagged: true, Pre: 10})
		case '|':
			items = append(items, Item{Kind: Glue, Fill: true}, Item{Kind: Penalty, Cost: Forced})
		default:
			items = append(items, Item{Kind: Box, Width: 10})
		}
	}
	return append(items, Item{Kind: Penalty, Cost: Forbidden}, Item{Kind: Glue, Fill: true}, Item{Kind: Penalty, Cost: Forced})
}

// show writes the lines of a parsed paragraph, one after another.
func show(text string, items []Item, r Result) string {
	letters := strings.NewReplacer("-", "", "~", "").Replace(text)
	var b strings.Builder
	at := 0
	for _, l := range r.Lines {
		for _, it := range items[l.Start:l.End] {
			switch {
			case it.Kind == Glue && !it.Fill:
				b.WriteByte('_')
			case it.Kind == Box:
				for letters[at] == ' ' || letters[at] == '|' {
					at++
				}
				b.WriteByte(letters[at])
				at++
			}
		}
		if items[l.End].Flagged {
			b.WriteByte('-')
		}
		b.WriteByte('/')
	}
	return strings.TrimSuffix(b.String(), "/")
}

func params(width geom.Length) Params {
	return Params{
		First: width, Rest: width, LinePenalty: 10, FitnessDemerits: 100, HyphenDemerits: 5000,
		FinalHyphenDemerits: 5000, MaxHyphens: 2, MinLast: 20, MinTail: 50, MinFragment: 40, ShortDemerits: 1 << 20,
		Passes: []Pass{{Tolerance: One}, {Tolerance: 2 * One}, {Tolerance: Unlimited}},
	}
}

func TestBreak(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		width      geom.Length
		change     func(*Params)
		want       string
		exact      bool
	}{
		{"one line", "aa bb", 100, nil, "aa_bb", true},
		{"total fit, not first fit", "a bb c d eeee ffff g hh", 70, nil, "a_bb_c/d_eeee/ffff_g/hh", true},
		{"hyphen", "aaa bb-bbb ccc", 70, nil, "aaa_bb-/bbb_ccc", true},
		{"tied words", "aa bb~cc dd", 60, nil, "aa/bb_cc/dd", true},
		{"forced break", "aa|bb", 100, nil, "aa/bb", true},
		{"two forced breaks", "aa||bb", 100, nil, "aa//bb", true},
		{"a word that is too long", "a bbbbbbbbb c", 50, nil, "a/bbbbbbbbb/c", false},
		{"at most two hyphens in a row", "a bb-bb bb-bb bb-bb bb", 60, nil, "a_bbbb/bb-/bb_bb-/bb_bb", true},
		{"more hyphens than are good, if nothing else fits", "aaa-aaa-aaa-aaa", 40, nil, "aaa-/aaa-/aaa-/aaa", false},
		{"no short last line", "aaaa bb cc d", 90, nil, "aaaa_bb/cc_d", true},
		{"no part of a word alone at the end", "aa a a a a b-bb", 120, nil, "aa_a_a_a_a/bbb", true},
		{"a short last line where all else is looser", "aa bb cc dd e", 110, nil, "aa_bb_cc_dd/e", true},
		{"one line more", "aa bb cc dd", 60, func(p *Params) { p.Looseness = 1 }, "aa/bb_cc/dd", true},
		{"no line less to be had", "aaa bbb", 60, func(p *Params) { p.Looseness = -1 }, "aaa/bbb", false},
		{"a line without a hyphen", "aaa bb-bbb ccc", 70, func(p *Params) { p.Whole = []int{0} }, "aaa/bbbbb/ccc", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := params(tc.width)
			if tc.change != nil {
				tc.change(&p)
			}
			items := parse(tc.text)
			r := Break(items, p)
			if got := show(tc.text, items, r); got != tc.want || r.Exact != tc.exact {
				t.Errorf("got %s (exact %v), want %s (exact %v)", got, r.Exact, tc.want, tc.exact)
			}
		})
	}
}

func BenchmarkBreak(b *testing.B) {
	text := strings.Repeat("ver-ant-woor-ding over het be-leid van het af-ge-lo-pen jaar ", 30)
	items := parse(text)
	p := params(700)
	b.ReportAllocs()
	for b.Loop() {
		if r := Break(items, p); len(r.Lines) == 0 {
			b.Fatal("no lines")
		}
	}
}
