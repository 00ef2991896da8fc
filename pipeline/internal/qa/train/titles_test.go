package train

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestValuesAreCounted(t *testing.T) {
	var c tally
	for _, v := range []struct {
		want, got  string
		confidence float64
	}{
		{"De brug", "De  Brug.", 0.9}, // how it is broken or stopped is no fault
		{"De brug", "", 0},
		{"De brug", "Het water", 0.8},
		{"", "Bezoekadres", 0.7},
		{"", "", 0},
	} {
		c.count(io.Discard, "a", "title", v.want, v.got, v.confidence)
	}
	if want := (tally{given: 3, right: 1, missed: 1, wrong: 2, wrongSure: 1}); c != want {
		t.Errorf("counted %+v, want %+v", c, want)
	}
}

func TestValuesThatSayTheSame(t *testing.T) {
	for _, v := range []struct {
		name, want, got string
		same            bool
	}{
		{"title", "Onderwerp De brug", "De brug", true},
		{"title", "Onderwerp: Re: De brug", "Re: De brug", true},
		{"title", "SUBJECT: The bridge", "The Bridge", true},
		{"title", "| Title: The bridge | +------+ |", "The bridge", true},
		{"title", "Onderwerp van gesprek", "van gesprek", false},
		{"title", "Brug: plan", "plan", false},
		{"date", "04-02-2025", "2025-02-04", true},
		{"date", "lundi 16 décembre 2013", "2013-12-16", true},
		{"date", "23rd of July, 2025", "2025-07-23", true},
		{"date", "mei 2025", "2025-05-01", false},
		{"reference", "ID: 3514", "3514", true},
		{"reference", "Z/25/095042", "Z/25/095043", false},
		{"reference", "2031: 14", "14", false},
		{"publisher", "The Home Office", "Home Office", true},
		{"publisher", "Gemeente Zeewijk", "Zeewijk", false},
	} {
		if got := says(v.name, v.want) == says(v.name, v.got); got != v.same {
			t.Errorf("%s %q and %q: the same is %v", v.name, v.want, v.got, got)
		}
	}
}

func TestTitlesAreCountedByConfidence(t *testing.T) {
	var r reliable
	r.add(0.95, true)
	r.add(0.95, false)
	r.add(0.55, false)
	var out strings.Builder
	r.report(&out)
	for _, want := range []string{"0.00 to 0.60:   0 of   1", "0.90 to 1.00:   1 of   2"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestCoversAreLoadedWithSeveralTitles(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "raw"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"covers.tsv": "a\tharbours\tDe brug||De brug bij Zeewijk\nb\tharbours\t-\n",
		"raw/a.txt":  "De brug\nbij Zeewijk\n", "raw/b.txt": "en zo verder.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all, err := LoadCovers(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := anyOf("title", all[0].Values["title"], "De brug bij  Zeewijk"); got != "De brug bij Zeewijk" {
		t.Errorf("the second title counts as %q", got)
	}
	if got := all[1].Values["title"]; got != "" {
		t.Errorf("no title is %q", got)
	}
}

func TestMakersAreNeverParted(t *testing.T) {
	texts := []*Text{{Name: "a", Repo: "Haven/Raad_1"}, {Name: "b", Family: makerOf("haven/raad_1")}, {Name: "c", Family: "other"}}
	fold := makerFolds(texts)
	if len(fold) != 2 || texts[0].maker() != texts[1].maker() || fold["other"] == fold[texts[0].maker()] {
		t.Errorf("the makers are in the parts %v", fold)
	}
}

func TestTitlesAreFittedToTheRightReading(t *testing.T) {
	table := &signTable{numbers: map[string]int{}}
	good, bad := table.number("is new and right"), table.number("is new and wrong")
	exs := []titleExample{{readings: [][]int{nil, {good}, {bad}}, right: 1, weight: 1}, {readings: [][]int{nil, {bad}, {good}}, right: 2, weight: 1}}
	w := fitTitles(exs, table)
	if w["is new and right"] <= 0 || w["is new and wrong"] >= 0 {
		t.Errorf("the weights are %v", w)
	}
}
