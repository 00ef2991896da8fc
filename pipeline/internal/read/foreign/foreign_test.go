package foreign_test

import (
	"archive/zip"
	"bytes"
	"os"
	"strconv"
	"strings"
	"testing"

	"octavo/pipeline/internal/read/foreign"
)

// files are what files of a kind hold, by what says how: bytes as in Go, streams of a
// compound file, or entries of a zip file, each with its content where it has one.
func fileOf(t *testing.T, how string) []byte {
	t.Helper()
	where, what, _ := strings.Cut(how, " ")
	switch where {
	case "bytes":
		s, err := strconv.Unquote(`"` + what + `"`)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(s)
	case "ole":
		data := []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 504))
		for _, c := range []byte(what) {
			data = append(data, c, 0)
		}
		return data
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, entry := range strings.Fields(what) {
		name, text, _ := strings.Cut(entry, "=")
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, CompressedSize64: uint64(len(text)), UncompressedSize64: uint64(len(text))})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFind names files and gives their content; the wanted kind is the beginning of
// what they are said to be.
func TestFind(t *testing.T) {
	data, err := os.ReadFile("testdata/files.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		k, _ := foreign.Find(cells[0], fileOf(t, cells[1]))
		got := "none"
		if k != nil {
			got = k.Name
			if k.Way == "" {
				t.Errorf("%s: no way in", k.Name)
			}
		}
		if got != cells[2] {
			t.Errorf("%s with %s: %q, want %q", cells[0], cells[1], got, cells[2])
		}
	}
}

func TestIsBeside(t *testing.T) {
	for name, want := range map[string]bool{"a/~$rapport.docx": true, ".~lock.rapport.odt#": true, "._rapport.docx": true, "~rapport.docx": false, "rapport.docx": false, "_.docx": false} {
		if foreign.IsBeside(name) != want {
			t.Errorf("%s: %v, want %v", name, !want, want)
		}
	}
}
