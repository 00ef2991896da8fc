package hyphen

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/qa/golden"
)

// show writes a word with a hyphen at each of its points.
func show(l *Language, w string) string {
	var b strings.Builder
	at := 0
	for _, p := range l.Points(w) {
		b.WriteString(w[at:p] + "·")
		at = p
	}
	return b.String() + w[at:]
}

// TestWords reads testdata/LANG.txt: each word stands there as it should be
// hyphenated, with a middle dot at each point. To add a case, add a line.
func TestWords(t *testing.T) {
	for _, path := range golden.Files(t, "testdata/*.txt") {
		tag := golden.Name(path)
		for line := range strings.Lines(golden.Read(t, path)) {
			want, _, _ := strings.Cut(line, "#")
			want = strings.TrimSpace(want)
			if want == "" {
				continue
			}
			if got := show(For(tag), strings.ReplaceAll(want, "·", "")); got != want {
				t.Errorf("%s: got %s, want %s", tag, got, want)
			}
		}
	}
}

func TestFor(t *testing.T) {
	for tag, want := range map[string]string{
		"nl": "nl", "nl-NL": "nl", "NL-be": "nl", "en": "en", "en-GB": "en",
		"en-US": "en-us", "de-CH-1996": "de", "fr": "fr", "fy": "", "": "", "x-nl": "", "../nl/nl": "",
	} {
		got := ""
		if l := For(tag); l != nil {
			got = l.tag
		}
		if got != want {
			t.Errorf("%q has the patterns of %q, want those of %q", tag, got, want)
		}
	}
	if For("nl") != For("nl-BE") {
		t.Error("a language is read twice")
	}
	if p := For("fy").Points("wurden"); p != nil {
		t.Errorf("a language without patterns has points %v", p)
	}
}

// slow is Liang's method by its definition: every pattern at every place.
func slow(patterns []string, word []rune) []byte {
	dotted := []rune("." + string(word) + ".")
	levels := make([]byte, len(dotted)+1)
	for _, p := range patterns {
		letters := []rune(strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return -1
			}
			return r
		}, p))
		for at := 0; at+len(letters) <= len(dotted); at++ {
			if !slices.Equal(dotted[at:at+len(letters)], letters) {
				continue
			}
			i := at
			for _, r := range p {
				if unicode.IsDigit(r) {
					levels[i] = max(levels[i], byte(r-'0'))
				} else {
					i++
				}
			}
		}
	}
	return levels[1:]
}

func TestLevelsAreThoseOfTheDefinition(t *testing.T) {
	for tag, letters := range map[string]string{"nl": "a-zéëï", "en-us": "a-z", "de": "a-zäöüß", "fr": "a-zéèêàçœ'"} {
		l := For(tag)
		l.load.Do(l.read)
		patterns := patternsOf(published(t, tag))
		rapid.Check(t, func(t *rapid.T) {
			word := []rune(rapid.StringMatching("["+letters+"]{1,14}").Draw(t, "word"))
			got, want := l.trie.of(word), slow(patterns, word)
			if !slices.Equal(got[:len(word)], want[:len(word)]) {
				t.Fatalf("%s: levels %v, want %v", string(word), got, want)
			}
		})
	}
}

// TestPointsKeepTheirDistance holds for any word and every language: points
// rise, lie between letters, and leave the least numbers of letters.
func TestPointsKeepTheirDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := For(rapid.SampledFrom([]string{"nl", "en", "en-US", "de", "fr"}).Draw(t, "language"))
		word := rapid.StringMatching(`[a-zA-Zëéïöüßij0-9'’/.-]{0,20}`).Draw(t, "word")
		last := 0
		for _, p := range l.Points(word) {
			before, after := word[:p], word[p:]
			if p <= last || lettersAtEnd(before) < LeftMin || utf8.RuneCountInString(after[:letters(after)]) < RightMin {
				t.Fatalf("%s: %s", word, show(l, word))
			}
			if l == For("nl") && strings.HasSuffix(strings.ToLower(before), "i") && strings.HasPrefix(strings.ToLower(after), "j") {
				t.Fatalf("ij is split: %s", show(l, word))
			}
			last = p
		}
	})
}

func lettersAtEnd(s string) int {
	n := 0
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if !unicode.IsLetter(r) {
			break
		}
		n, s = n+1, s[:len(s)-size]
	}
	return n
}

func BenchmarkLoadDutch(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		l := &Language{tag: "nl"}
		l.read()
	}
}

func BenchmarkPoints(b *testing.B) {
	l := For("nl")
	b.ReportAllocs()
	for b.Loop() {
		l.Points("stelselvernieuwing")
	}
}
