package desk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestReviewCopyHoldsItsDigest(t *testing.T) {
	for _, text := range []string{"---\ntitle: A\ninference: done\n---\n\n# Een\n", "# Een\n", "---\nlang: nl\n---\n"} {
		signed := SignReview([]byte(text))
		if !PristineReview(signed) {
			t.Errorf("not known as its own:\n%s", signed)
		}
		if PristineReview([]byte(text)) {
			t.Errorf("known without a digest:\n%s", text)
		}
		if changed := strings.Replace(string(signed), "digest", "subject: x\ndigest", 1); PristineReview([]byte(changed)) {
			t.Errorf("a change is not noticed:\n%s", changed)
		}
	}
	text := []byte("---\nlang: nl\ninference: done\n---\n\nTekst.\n")
	rest, digest := UnsignReview(SignReview(text))
	if string(rest) != string(text) || digest != Sum(text) {
		t.Errorf("%s gives %q", digest, rest)
	}
	windows := "\ufeff" + strings.ReplaceAll(string(SignReview(text)), "\n", "\r\n")
	if _, found := UnsignReview([]byte(windows)); found != digest || PristineReview([]byte(windows)) {
		t.Errorf("with other line ends: %q", found)
	}
	if _, digest := UnsignReview([]byte("---\nlang: nl\n---\n\ndigest: \"" + Sum(nil) + "\"\n")); digest != "" {
		t.Error("a line of the text was taken for the digest")
	}
}

func TestLogHoldsItsDigest(t *testing.T) {
	signed := SignJSON([]byte("{\n \"format\": \"f/1\",\n \"source\": \"a.txt\",\n \"decisions\": []\n}\n"))
	if l := ReadLog("f/1", signed); l == nil || !l.Own || l.Source != "a.txt" {
		t.Errorf("%s\ngives %+v", signed, l)
	}
	changed := strings.Replace(string(signed), "a.txt", "b.txt", 1)
	if l := ReadLog("f/1", []byte(changed)); l == nil || l.Own {
		t.Errorf("a change is not noticed: %+v", l)
	}
	for _, other := range []string{"", "[]", `{"format": "g/1"}`} {
		if ReadLog("f/1", []byte(other)) != nil {
			t.Errorf("%q is taken for a log", other)
		}
	}
}

func TestReviewPacks(t *testing.T) {
	text := strings.Repeat("Een regel.\n", 1000)
	r := PackReview([]byte(text))
	if got, ok := r.Unpack(); !ok || string(got) != text {
		t.Error("the text does not come back")
	}
	if len(r.Text) > len(text)/10 {
		t.Errorf("%d bytes for %d", len(r.Text), len(text))
	}
	damaged := *r
	damaged.Text = "H4s" + damaged.Text[10:]
	for _, bad := range []*Review{{}, {Digest: r.Digest, Text: "%"}, &damaged, {Digest: Sum(nil), Text: r.Text}} {
		if _, ok := bad.Unpack(); ok {
			t.Errorf("%+v can be unpacked", bad)
		}
	}
}

// A line in the place of another is a change only where the two have words in
// common.
func TestUnrelatedLinesAreNoChange(t *testing.T) {
	got := Changes("Dit is het slot van een verslag.\n", "Op donderdag schijnt altijd wel ergens de zon.\n")
	want := []Change{{1, "Dit is het slot van een verslag.", ""}, {1, "", "Op donderdag schijnt altijd wel ergens de zon."}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestChanges(t *testing.T) {
	const old = "# Een\n\nAlfa.\n\nBravo.\n\n- x\n- x\n\nCharlie.\n"
	cases := []struct{ name, now, want string }{
		{"nothing", old, ""},
		{"only empty lines", strings.ReplaceAll(old, "\n\n", "\n\n\n"), ""},
		{"a changed line", strings.Replace(old, "Bravo", "Beta", 1), `5 "Bravo." "Beta."`},
		{"two side by side", strings.Replace(old, "Alfa.\n\nBravo.", "A.\n\nB.", 1), `3 "Alfa." "A."; 5 "Bravo." "B."`},
		{"added", strings.Replace(old, "Bravo.", "Bravo.\n\nNieuw.", 1), `7 "" "Nieuw."`},
		{"taken out", strings.Replace(old, "Bravo.\n\n", "", 1), `5 "Bravo." ""`},
		{"taken out at the end", strings.Replace(old, "\nCharlie.\n", "", 1), `9 "Charlie." ""`},
		{"one line became two", strings.Replace(old, "Bravo.", "Bra\nvo.", 1), `5 "Bravo." "Bra\nvo."`},
		{"one of two alike", strings.Replace(old, "- x\n- x", "- x", 1), `9 "- x" ""`},
		{"moved", "# Een\n\nBravo.\n\n- x\n- x\n\nCharlie.\n\nAlfa.\n", `3 "Alfa." ""; 10 "" "Alfa."`},
		{"all of it", "Q\n", `1 "# Een\nAlfa.\nBravo.\n- x\n- x\nCharlie." "Q"`},
	}
	for _, c := range cases {
		var got []string
		for _, ch := range Changes(old, c.now) {
			got = append(got, fmt.Sprintf("%d %q %q", ch.Line, ch.Old, ch.New))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, s, c.want)
		}
	}
}

// TestReplaceAllOrNone lets each rename fail in turn: either all files are
// there, or everything is as it was.
func TestReplaceAllOrNone(t *testing.T) {
	for fail := 0; ; fail++ {
		dir := t.TempDir()
		write(t, dir, map[string]string{"a": "old a", "b": "old b", ".a": "new a", ".b": "new b", ".c": "new c"})
		before := read(t, dir, "a", "b", "p/c")
		n := 0
		moves := []Move{{in(dir, ".a"), in(dir, "a")}, {in(dir, ".c"), in(dir, "p/c")}, {in(dir, ".b"), in(dir, "b")}}
		err := Replace(moves, func(from, to string) error {
			if n++; n == fail {
				return errors.New("refused")
			}
			return os.Rename(from, to)
		})
		got := read(t, dir, "a", "b", "p/c")
		if fail > n { // every one was tried
			if want := []string{"new a", "new b", "new c"}; err != nil || !slices.Equal(got, want) {
				t.Errorf("%q, %v", got, err)
			}
			if left, _ := filepath.Glob(in(dir, ".*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			return
		}
		var move *MoveError
		switch {
		case fail == 0:
		case !errors.As(err, &move):
			t.Errorf("rename %d failed: error is %v", fail, err)
		case !slices.Equal(got, before):
			t.Errorf("rename %d failed: %q, and before %q", fail, got, before)
		case exists(in(dir, "p")):
			t.Errorf("rename %d failed: a folder is left", fail)
		}
	}
}

// TestPutBackThatFails says where the earlier file lies.
func TestPutBackThatFails(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a": "old", ".a": "new"})
	n := 0
	err := Replace([]Move{{in(dir, ".a"), in(dir, "a")}}, func(from, to string) error {
		if n++; n > 1 {
			return errors.New("refused")
		}
		return os.Rename(from, to)
	})
	if err == nil || !strings.Contains(err.Error(), "it lies in "+in(dir, ".a.old")) {
		t.Errorf("error is %v", err)
	}
}

func in(dir, name string) string { return filepath.Join(dir, name) }

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(in(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, dir string, names ...string) []string {
	t.Helper()
	out := make([]string, len(names))
	for i, name := range names {
		data, err := os.ReadFile(in(dir, name))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		out[i] = string(data)
	}
	return out
}

// TestObstacles: what may be replaced, and why not.
func TestObstacles(t *testing.T) {
	pristine := string(SignReview([]byte("---\ninference: done\n---\n\nTekst.\n")))
	_, base := UnsignReview([]byte(pristine))
	corrected := strings.Replace(pristine, "Tekst", "Woord", 1)
	log := func(own, wasCorrected bool) *Log {
		return &Log{Own: own, Record: Record{Corrected: wasCorrected, Review: &Review{Digest: base},
			Files: []File{{"r.pdf", Sum([]byte("ours"))}, {"r.md", Sum([]byte(corrected))}}}}
	}
	cases := []struct {
		name, file, text string
		earlier          *Log
		base, want       string
	}{
		{"the same bytes", "r.pdf", "new", nil, "", ""},
		{"its own", "r.pdf", "ours", log(true, false), "", ""},
		{"a person's", "r.pdf", "theirs", nil, "", whyForeign},
		{"never on record", "r.epub", "theirs", log(true, false), "", whyForeign},
		{"changed", "r.pdf", "theirs", log(true, false), "", whyChanged},
		{"from a corrected copy", "r.pdf", "ours", log(true, true), "", whyCorrected},
		{"from that copy again", "r.pdf", "ours", log(true, true), base, ""},
		{"a copy as it was made, without a log", "r.md", pristine, nil, "", ""},
		{"a corrected copy", "r.md", corrected + "x", log(true, false), "", whyChanged},
		{"a corrected copy without a log", "r.md", corrected, nil, "", whyChanged},
		{"a copy made from a corrected one", "r.md", corrected, log(true, true), "", whyCorrected},
		{"that one, from the corrected one again", "r.md", corrected, log(true, true), base, ""},
		{"Markdown of a person", "r.md", "# Mijn", log(true, false), "", whyChanged},
		{"Markdown of a person, without a log", "r.md", "# Mijn", nil, "", whyForeign},
		{"a log", "r.log.json", "log", log(true, false), "", ""},
		{"no log", "r.log.json", "log", nil, "", whyForeign},
		{"an edited log", "r.log.json", "log", log(false, false), "", whyChanged},
		{"a log without digests", "r.log.json", "log", &Log{}, "", whyOld},
		{"a PDF beside it", "r.pdf", "ours", &Log{}, "", whyOld},
		{"Markdown beside it", "r.md", "# Mijn", &Log{}, "", whyOld},
	}
	for _, c := range cases {
		dir := t.TempDir()
		write(t, dir, map[string]string{c.file: c.text, ".new": "new"})
		f := &Folder{Dir: dir, Log: "r.log.json", Review: "r.md", Earlier: c.earlier, Base: c.base}
		got := ""
		for _, o := range f.Obstacles([]Move{{in(dir, ".new"), in(dir, c.file)}, {in(dir, ".new"), in(dir, "missing")}}) {
			got += o.Why
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestObstaclesThatAreNoFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{".new": "new", "x": "new", "taken-pictures": ""})
	for _, err := range []error{os.Mkdir(in(dir, "r.pdf"), 0o755), os.Symlink("x", in(dir, "r.epub"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	f := &Folder{Dir: dir}
	for name, want := range map[string]Obstacle{
		"r.pdf":              {Name: "r.pdf", Why: "is a folder", Blocks: true},
		"r.epub":             {Name: "r.epub", Why: "is a link to another file"},
		"taken-pictures/a.x": {Name: "taken-pictures", Why: "is not a folder, and files belong into one of this name", Blocks: true},
	} {
		got := f.Obstacles([]Move{{in(dir, ".new"), in(dir, name)}})
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
