package epub

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"

	"octavo/fonts"
	"octavo/pipeline/internal/qa/golden"
)

// houseFaces lists the embedded faces of text; that of symbols is for pages
// alone.
func houseFaces(t testing.TB) []Face {
	t.Helper()
	files, err := fs.Glob(fonts.Files, "source-*/*.ttf")
	if err != nil || len(files) == 0 {
		t.Fatalf("no faces embedded: %v", err)
	}
	var out []Face
	for _, file := range files {
		data, err := fonts.Files.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := path.Base(file)
		face := Face{File: name, Family: "Source Serif 4", Weight: 400, Italic: strings.Contains(name, "Italic"), Data: data}
		switch {
		case strings.Contains(name, "Sans"):
			face.Family = "Source Sans 3"
		case strings.Contains(name, "Code"):
			face.Family = "Source Code Pro"
		}
		switch {
		case strings.Contains(name, "SemiBold"):
			face.Weight = 600
		case strings.Contains(name, "Bold"):
			face.Weight = 700
		}
		out = append(out, face)
	}
	return out
}

func TestPackedFacesAreTheHouseFaces(t *testing.T) {
	for _, f := range houseFaces(t) {
		if golden.Update() {
			writePacked(t, f)
			continue
		}
		deflated := packedFace(f.File, crc32.ChecksumIEEE(f.Data), len(f.Data))
		if deflated == nil {
			t.Errorf("%s: no packed form of this face; run the test with -update", f.File)
			continue
		}
		data, err := io.ReadAll(flate.NewReader(bytes.NewReader(deflated)))
		if err != nil || !bytes.Equal(data, f.Data) {
			t.Errorf("%s: the packed form holds something else (%v)", f.File, err)
		}
	}
	names, err := fs.Glob(packed, "packed/*.deflate")
	if err != nil || len(names) != len(houseFaces(t)) {
		t.Errorf("%d packed faces for %d faces (%v)", len(names), len(houseFaces(t)), err)
	}
}

func writePacked(t *testing.T, f Face) {
	t.Helper()
	w, err := flate.NewWriter(nil, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	out := binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(f.Data))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(f.Data)))
	out = append(out, deflateBy(w, f.Data)...)
	golden.Write(t, filepath.Join("packed", f.File+".deflate"), out)
}

func TestAFaceWithOtherBytesIsNotTakenForAPackedOne(t *testing.T) {
	f := houseFaces(t)[0]
	if packedFace(f.File, crc32.ChecksumIEEE(f.Data)+1, len(f.Data)) != nil {
		t.Error("a changed face was taken for the packed one")
	}
}
