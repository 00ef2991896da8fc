package lang

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/qa/golden"
)

// TestRuns reads testdata/LANG-*.txt: lines that begin with "> " are texts, the
// indented lines below one are the runs that must be found in it.
func TestRuns(t *testing.T) {
	golden.Each(t, "testdata/*.txt", func(t *testing.T, file string) {
		golden.Compare(t, file, describeFile(golden.Read(t, file), Tag(golden.Name(file)[:2])))
	})
}

func describeFile(raw string, home Tag) string {
	var b strings.Builder
	f := NewFinder(home)
	for line := range strings.Lines(raw) {
		text, isText := strings.CutPrefix(line, "> ")
		if strings.HasPrefix(line, "    ") {
			continue
		}
		b.WriteString(line)
		if !isText {
			continue
		}
		for _, r := range f.Runs(text) {
			fmt.Fprintf(&b, "    %s %.2f %v | %s\n", r.Lang, r.Confidence, r.Sure, text[r.Start:r.End])
		}
	}
	return b.String()
}

// slowLookup is the reference for lookup: every word decoded in turn.
func slowLookup(want string) (classes [count]byte, ok bool) {
	words := int(u32(0))
	at, last := blockStart(0), ""
	for range words {
		shared, n := int(wordTable[at]), int(wordTable[at+1])
		word := last[:shared] + wordTable[at+2:at+2+n]
		at += 2 + n
		if word == want {
			a, b := wordTable[at], wordTable[at+1]
			return [count]byte{a >> 4, a & 15, b >> 4, b & 15}, true
		}
		at, last = at+2, word
	}
	return classes, false
}

func TestLookupAgreesWithSlowLookup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(
			rapid.SampledFrom([]string{"", "a", "the", "wet", "zzz", "gouvernement", "été", "über", "policy", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}),
			rapid.StringMatching(`[a-e][a-z]{0,4}`),
		).Draw(t, "word")
		got, ok := lookup(word)
		want, wantOK := slowLookup(word)
		if got != want || ok != wantOK {
			t.Fatalf("lookup(%q) = %v, %v; want %v, %v", word, got, ok, want, wantOK)
		}
	})
}

// TestTableKnowsUsualWords guards against a table that was made or read wrong.
func TestTableKnowsUsualWords(t *testing.T) {
	for i, words := range [count]string{"het wet niet", "the whole government", "nicht und der", "vous les avec"} {
		for _, w := range strings.Fields(words) {
			if c, ok := lookup(w); !ok || c[i] < 5 {
				t.Errorf("%s %q: %v", Languages[i], w, c)
			}
		}
	}
	pair := func(a, b string) bool { return englishPair(&token{weight: weigh(a)}, &token{weight: weigh(b)}) }
	if !pair("best", "practices") || pair("practices", "wetboek") {
		t.Error("the filter of pairs was made or read wrong")
	}
}

func TestGuess(t *testing.T) {
	for text, want := range map[string]Tag{
		"de wet op de toekomst van het recht":           Dutch,
		"the law on the future of the legal profession": English,
		"das Gesetz über die Zukunft des Rechts":        German,
		"la loi sur l'avenir de la profession":          French,
		"12 345":                                        "",
		"":                                              "",
	} {
		if got, _ := Guess(text); got != want {
			t.Errorf("Guess(%q) = %q, want %q", text, got, want)
		}
	}
}

func checkRuns(t interface {
	Fatalf(format string, args ...any)
}, text string) {
	for _, home := range Languages {
		last := 0
		for _, r := range NewFinder(home).Runs(text) {
			if r.Start < last || r.End <= r.Start || r.End > len(text) || r.Lang == home {
				t.Fatalf("%q in %s: run %+v after %d", text, home, r, last)
			}
			if r.Confidence <= 0 || r.Confidence >= 1 {
				t.Fatalf("%q in %s: confidence of %+v", text, home, r)
			}
			last = r.End
		}
	}
}

func TestRunsAreOrderedAndForeign(t *testing.T) {
	words := strings.Fields("de het wet the whole government Best practices of, and. (white) paper “nicht” und der avec l'État EU C2000 12 x Ünder don’t \x00 - New York")
	rapid.Check(t, func(t *rapid.T) {
		checkRuns(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 60).Draw(t, "words"), " "))
	})
}

func FuzzRuns(f *testing.F) {
	for _, file := range golden.Files(f, "testdata/*.txt") {
		for line := range strings.Lines(golden.Read(f, file)) {
			if text, ok := strings.CutPrefix(line, "> "); ok {
				f.Add(text)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) { checkRuns(t, text) })
}

func BenchmarkRuns(b *testing.B) {
	raw := golden.Read(b, "../../../../../source/beleidsverslag-2023.txt")
	lines := strings.Split(raw, "\n")
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		f := NewFinder(Dutch)
		for _, line := range lines {
			f.Runs(line)
		}
	}
}
