package cite

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/qa/golden"
)

// TestFind reads testdata/LANG-*.txt: lines that begin with "> " are texts, the
// indented lines below one are what must be found in it.
func TestFind(t *testing.T) {
	golden.Each(t, "testdata/*.txt", func(t *testing.T, file string) {
		golden.Compare(t, file, describeFile(golden.Read(t, file), golden.Name(file)[:2]))
	})
}

func describeFile(raw, lang string) string {
	var b strings.Builder
	for line := range strings.Lines(raw) {
		text, isText := strings.CutPrefix(line, "> ")
		switch {
		case isText:
			b.WriteString(line)
			describe(&b, strings.TrimSuffix(text, "\n"), lang)
		case !strings.HasPrefix(line, "    "):
			b.WriteString(line)
		}
	}
	return b.String()
}

func describe(b *strings.Builder, text, lang string) {
	f := NewFinder(lang)
	f.Learn(text)
	for _, m := range f.Find(text) {
		fmt.Fprintf(b, "    %s | %s | ", text[m.Start:m.End], m.Scheme)
		if m.Problem != "" {
			fmt.Fprintf(b, "? %s\n", m.Problem)
			continue
		}
		fmt.Fprintf(b, "%s | %.2f\n", m.URL, m.Confidence)
	}
}

// pieces are what references are made of, so that random texts come close to
// them.
var pieces = []string{
	"Kamerstukken", "Kamerstuk", " II", " I", ", ", " ", "2022-2023", "2019/20", "36 327", "35300", " VII", "-02",
	"nr. ", "nrs. ", "3", "1161", "A", " en ", ";", "Handelingen", "Aanhangsel", "item", "Stb.", "Stcrt.", "Trb.",
	"2018", "144", "artikel ", "273f", "6:162", " van de ", "Sr", "BW", "Wet politiegegevens", "ECLI:", "NL:HR:2005:AT4537",
	"EU:C:2014:2258", "Richtlijn ", "Regulation ", "(EU) ", "No ", "2016/679", "/EG", "COM(", "2025", ") ", "18", " final",
	"OJ ", "L 299", "28.10.2006", "p. 23", "kst-", "ah-tk-", "-h1", "CELEX:", "32016R0679", "(", ")", "–", "\u00a0", "é", ".",
	"http://data.europa.eu/eli/", "reg/2023/2854/oj",
}

func checkMatches(t interface {
	Fatalf(format string, args ...any)
}, text string) {
	last := 0
	f := NewFinder("nl")
	f.Learn(text)
	for _, m := range f.Find(text) {
		switch {
		case m.Start < last || m.End <= m.Start || m.End > len(text):
			t.Fatalf("%q: range %d:%d after %d", text, m.Start, m.End, last)
		case (m.URL == "") != (m.Problem != ""):
			t.Fatalf("%q: needs either an address or a problem: %+v", text, m)
		case m.URL != "" && (m.Confidence <= 0 || m.Confidence > 1):
			t.Fatalf("%q: confidence %v", text, m.Confidence)
		case strings.ContainsAny(m.URL, " \u00a0\n\"<>"):
			t.Fatalf("%q: address %q", text, m.URL)
		}
		last = m.End
	}
}

func TestFindGivesOrderedDisjointMatches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkMatches(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces"), ""))
	})
}

func FuzzFind(f *testing.F) {
	for _, file := range golden.Files(f, "testdata/*.txt") {
		for line := range strings.Lines(golden.Read(f, file)) {
			if text, ok := strings.CutPrefix(line, "> "); ok {
				f.Add(text)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) { checkMatches(t, text) })
}

var identifiers = regexp.MustCompile(`^(BWBR\d{7}|3\d{4}[A-Z]\d{4}|1\d{4}[A-Z]/TXT)$`)

// TestLawTable holds the table's shape: every row complete, its identifier one
// of BWB or CELEX, no title twice.
func TestLawTable(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(lawTable) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		field := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(field) != 3 || !identifiers.MatchString(field[0]) {
			t.Fatalf("row %q", line)
		}
		if seen[field[1]] {
			t.Errorf("%q stands twice", field[1])
		}
		seen[field[1]] = true
	}
	if len(seen) < 20 {
		t.Errorf("%d rows", len(seen))
	}
}

func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for text.Len() < 44_000 {
		text.WriteString("De Kamer is geïnformeerd (Kamerstukken II, 2022-2023, 36 327, nr. 3) over de Wet op de toekomst en " +
			"het Actieplan; artikel 3 van het besluit en de Regeling zijn aangepast, evenals de richtlijn voor 2023. ")
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		f := NewFinder("nl")
		f.Learn(text.String())
		f.Find(text.String())
	}
}
