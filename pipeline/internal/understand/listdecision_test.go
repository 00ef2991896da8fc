package understand

import (
	"testing"

	"octavo/pipeline/internal/diag"
)

func TestEveryListSignHasANameOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range ListSignNames() {
		if seen[name] {
			t.Errorf("two signs are named %q", name)
		}
		seen[name] = true
	}
	if listSigns[aboutLinear].name != "sum" {
		t.Error("the first sign is not that for which trees take the sum")
	}
}

func TestListTreesReadBack(t *testing.T) {
	if table := TreesTable(listTrees(), ListSignNames()); table != listTreesFile || len(listTrees()) == 0 {
		t.Error("the table is not that of its signs: fit the weights anew")
	}
}

// Between the bounds the rules stand.
func TestARunIsDecidedByItsOddsAndTheRules(t *testing.T) {
	for _, k := range []struct {
		items bool
		odds  float64
		want  bool
	}{{true, -1.2, false}, {true, -1, true}, {false, 0.6, false}, {false, 0.7, true}} {
		if got := DecideRun(k.items, k.odds); got != k.want {
			t.Errorf("rules %v and odds %.1f make a list: %v", k.items, k.odds, got)
		}
	}
}

// What is no list keeps its sign, with the place of each letter in the source.
func TestASignThatBeginsNoItemStaysInTheText(t *testing.T) {
	for _, k := range []struct {
		lines []string
		want  string
		at    int // where the text begins behind the sign
	}{{[]string{"– 4 mei"}, "– 4 mei", 4}, {[]string{"•Nota"}, "•Nota", 3}, {[]string{"•", "Nota"}, "• Nota", 4}} {
		var b *block
		for i, text := range k.lines {
			l := &line{text: text}
			l.pos.Line, l.pos.Col, l.mark = i+1, 1, isListSign(text)
			sign, at := bullet(text)
			if l.mark {
				sign, at = "", 0
			}
			next := newBlock(l, sign, at)
			next.finish()
			if b != nil {
				next.prepend(b)
			}
			b = next
		}
		b.keepSign()
		last := len(k.lines)
		if b.text != k.want || b.bullet != "" || b.posAt(0).Line != 1 || b.posAt(k.at).Line != last {
			t.Errorf("%q became %q, from line %d and %d", k.lines, b.text, b.posAt(0).Line, b.posAt(k.at).Line)
		}
	}
}

// A number alone behind the bracket of a reference, and one that closes a parenthesis, are
// no items whatever they follow.
func TestTheEndOfAReferenceIsNoItem(t *testing.T) {
	above := &block{text: "als bedoeld in artikel 3 (zie ook bladzijde", role: roleText, lines: []*line{{}}}
	for _, k := range []struct {
		text string
		want bool
	}{{"151).", false}, {"84) en in artikel 4.", false}, {"2. De kosten.", true}} {
		b := &block{text: k.text, role: roleText, lines: []*line{{text: k.text}}}
		b.ord, _ = parseOrdinal(k.text)
		s := &state{blocks: []*block{above, b}, log: &diag.Log{}}
		if got := s.mayBeItem(1); got != k.want {
			t.Errorf("%q may be an item: %v", k.text, got)
		}
	}
}

func TestALoneNumberThatIsNoItem(t *testing.T) {
	for _, k := range []struct {
		above, text string
		want        bool
	}{
		{"De raad vraagt het volgende:", "c) de kosten te betalen;", true},
		{"De raad vraagt het volgende.", "M. Jansen betaalt de kosten.", false},
		{"De verordening", "(3) a fixé les principes.", false},
		{"De kosten worden gedeeld:", "(1) de raad betaalt de olie, (2) de buurt betaalt het glas.", false},
	} {
		b := &block{text: k.text, role: roleText, lines: []*line{{text: k.text}}}
		b.ord, _ = parseOrdinal(k.text)
		s := &state{blocks: []*block{{text: k.above, lines: []*line{{}}}, b}}
		if got := s.standsAlone(1); got != k.want {
			t.Errorf("%q under %q stands alone: %v", k.text, k.above, got)
		}
	}
}
