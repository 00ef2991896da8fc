package wording

import (
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/golden"
)

// needed are the files that every language has; those with "*" have names of their own.
var needed = []string{"words.txt", "ties.txt", "hyphenation.txt", "exceptions.txt", "*.trie"}

// TestEveryLanguageIsComplete lists what a language lacks.
func TestEveryLanguageIsComplete(t *testing.T) {
	for _, lang := range Languages() {
		t.Run(lang, func(t *testing.T) {
			for _, pattern := range needed {
				if found, err := fs.Glob(files, lang+"/"+pattern); err != nil || len(found) == 0 {
					t.Errorf("%s has no file %s (%v)", lang, pattern, err)
				}
			}
			f := folders()[lang]
			w, problems := parseWords(lang, f.read("words.txt"))
			checkPlaceholders(t, reflect.ValueOf(*w))
			_, more := parseTies(f.read("ties.txt"))
			for _, problem := range append(problems, more...) {
				t.Errorf("%s: %s", lang, problem)
			}
			if PatternFiles(lang)[lang] == "" {
				t.Errorf("hyphenation.txt names no patterns for %s", lang)
			}
			for tag := range PatternFiles(lang) {
				if Primary(tag) != lang || len(HyphenationFor(tag).Packed) == 0 {
					t.Errorf("hyphenation.txt: no %s.trie in the folder of %s", tag, lang)
				}
			}
		})
	}
	if _, problems := parseTies(sharedTies); len(problems) > 0 {
		t.Error("ties.txt:", problems)
	}
}

// checkPlaceholders holds that words which name something say where, once.
func checkPlaceholders(t *testing.T, v reflect.Value) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if v.Field(i).Kind() == reflect.Struct {
			checkPlaceholders(t, v.Field(i))
		}
		name := field.Tag.Get("word")
		if name == "" {
			continue
		}
		want := 0
		if strings.HasSuffix(name, "-for") || strings.HasPrefix(name, "link-") || strings.HasPrefix(name, "run-") || name == "day" {
			want = 1
		}
		if text := v.Field(i).String(); strings.Count(text, "%s") != want || strings.Count(text, "%") != want {
			t.Errorf("%s must hold %d times %%s: %s", name, want, text)
		}
	}
}

// TestProblemsAreFound holds that an incomplete file is noticed: without it the
// test of completeness could pass for every file.
func TestProblemsAreFound(t *testing.T) {
	whole := golden.Read(t, "nl/words.txt")
	for name, c := range map[string]struct{ text, problem string }{
		"whole":       {whole, ""},
		"a word less": {strings.Replace(whole, "colophon: Colofon\n", "", 1), "colophon is missing"},
		"nothing":     {strings.Replace(whole, "start: Begin van de tekst", "start:", 1), "start is missing"},
		"one of many": {strings.Replace(whole, "summary-tables", "summary-table", 1), "summary-table is no word that is asked for"},
		"a word more": {whole + "glossary: Begrippen\n", "glossary is no word that is asked for"},
		"twice":       {whole + "cover: Kaft\n", "cover stands twice"},
		"11 months":   {strings.Replace(whole, " december", "", 1), "month 12 is missing"},
		"13 months":   {strings.Replace(whole, " december", " december snipper", 1), "months has more than 12 words"},
	} {
		_, problems := parseWords("nl", c.text)
		if c.problem == "" && len(problems) > 0 || c.problem != "" && !slices.Contains(problems, c.problem) {
			t.Errorf("%s: %q", name, problems)
		}
	}
	if _, problems := parseTies("hold: a\n"); len(problems) != 1 {
		t.Error("a tie of no kind was not noticed")
	}
}

func TestFor(t *testing.T) {
	for tag, want := range map[string]string{
		"nl": "nl", "NL-be": "nl", "en-GB": "en", "de-AT": "de", "fr": "fr", "es": "en", "": "en", "..": "en",
	} {
		if got := For(tag).Lang; got != want {
			t.Errorf("the words for %q are those of %q, want %q", tag, got, want)
		}
	}
	if got := For("fr").Links.Outside; got != "Lien externe\u00a0: %s" {
		t.Errorf("got %q, want a space that does not end a line", got)
	}
}

func TestTiesFor(t *testing.T) {
	for tag, want := range map[string]bool{"nl": true, "nl-BE": true, "en": false, "": false, "fy": false} {
		ties := TiesFor(tag)
		if ties.Refs["blz."] != want || ties.Months["mei"] != want || !ties.Holds["€"] || !ties.Units["km"] {
			t.Errorf("%q has other ties: %+v", tag, ties)
		}
	}
	if TiesFor("").Months["may"] {
		t.Error("what every language holds has English months")
	}
}

func TestDatesFollowTheLanguage(t *testing.T) {
	cases := []struct{ lang, date, want string }{
		{"nl", "2024-05-15", "15 mei 2024"}, {"de-AT", "2024-03-03", "3. März 2024"},
		{"fr", "2024-08-01", "1er août 2024"}, {"fr", "2024-08-11", "11 août 2024"}, {"en", "2024-12", "December 2024"},
		{"de", "2024-08-01", "1. August 2024"}, {"nl", "2024-08-01", "1 augustus 2024"},
		{"nl", "2024", "2024"}, {"nl", "voorjaar 2024", "voorjaar 2024"},
		{"nl", "2024-13-01", "2024-13-01"}, {"nl", "2024-01-40", "2024-01-40"}, {"nl", "", ""},
	}
	for _, c := range cases {
		if got := For(c.lang).DateText(c.date); got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.lang, c.date, got, c.want)
		}
	}
}

// BenchmarkFor is what the first use of a language costs a run.
func BenchmarkFor(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		f := &folder{lang: "nl"}
		parseWords(f.lang, f.read("words.txt"))
	}
}
