package pdffile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

// written is a file of objects 1, 2, … with a cross-reference table.
func written(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

// packed is a file whose objects lie in an object stream behind a cross-reference
// stream with a predictor.
func packed(objects ...string) []byte {
	index, all := "", ""
	for i, o := range objects {
		index += fmt.Sprintf("%d %d ", i+1, len(all))
		all += o + " "
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	stream := func(n int, dict string, data []byte) int {
		at := b.Len()
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		w.Write(data)
		w.Close()
		fmt.Fprintf(&b, "%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", n, dict, z.Len(), z.Bytes())
		return at
	}
	n := len(objects)
	at := stream(n+1, fmt.Sprintf("/Type/ObjStm/N %d/First %d", n, len(index)), []byte(index+all))
	rows := [][4]byte{{0, 0, 0, 0}}
	for i := range objects {
		rows = append(rows, [4]byte{2, 0, byte(n + 1), byte(i)})
	}
	rows = append(rows, [4]byte{1, byte(at >> 8), byte(at), 0}, [4]byte{1, byte(b.Len() >> 8), byte(b.Len()), 0})
	var data []byte
	before := [4]byte{}
	for _, r := range rows {
		data = append(data, 2) // PNG's filter Up
		for i := range r {
			data = append(data, r[i]-before[i])
		}
		before = r
	}
	xref := stream(n+2, fmt.Sprintf("/Type/XRef/Root 1 0 R/Size %d/W[1 2 1]/DecodeParms<</Predictor 12/Columns 4>>", n+3), data)
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF", xref)
	return b.Bytes()
}

// book is a catalogue and two pages, which inherit a face.
var book = []string{
	"<</Type/Catalog/Pages 2 0 R/Lang(nl\\055NL)>>",
	"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/Resources<</Font<</F1 5 0 R>>>>>>",
	"<</Type/Page/Parent 2 0 R>>",
	"<</Type/Page/Parent 2 0 R/Resources<<>>>>",
	"<</Type/Font/BaseFont/A#42C>>",
}

func TestObjectsAreFound(t *testing.T) {
	loose := bytes.Replace(written(book...), []byte("startxref\n"), []byte("startxref\n9"), 1)
	for name, data := range map[string][]byte{"table": written(book...), "streams": packed(book...), "wrong startxref": loose,
		"no tail": bytes.Split(written(book...), []byte("xref\n"))[0], "packed, no tail": packed(book...)[:len(packed(book...))-20]} {
		f, err := Open(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if sound := name == "table" || name == "streams"; sound != (f.Rebuilt == "") {
			t.Errorf("%s: rebuilt: %q", name, f.Rebuilt)
		}
		pages, err := f.Pages()
		if err != nil || len(pages) != 2 || f.Text(f.Catalog()["Lang"]) != "nl-NL" {
			t.Fatalf("%s: %v, %d pages, %q", name, err, len(pages), f.Text(f.Catalog()["Lang"]))
		}
		font := f.Dict(f.Dict(pages[0].Resources["Font"])["F1"])
		if font["BaseFont"] != Name("ABC") || len(pages[1].Resources) != 0 {
			t.Errorf("%s: %v, %v", name, font, pages[1].Resources)
		}
	}
}

func TestOperators(t *testing.T) {
	got := ""
	err := Operators([]byte("q 1 0 0 1 .5 -2 cm BT (a\\)b) Tj [<4142> -20 (c)] TJ ET BI /W 1 /H 1 ID x\x00EIEI EI Q"), func(op string, operands []Object) {
		got += fmt.Sprintf("%s/%d ", op, len(operands))
	})
	if want := "q/0 cm/6 BT/0 Tj/1 TJ/1 ET/0 EI/1 Q/0 "; err != nil || got != want {
		t.Errorf("%v, %q", err, got)
	}
}

func TestTextStrings(t *testing.T) {
	for in, want := range map[string]string{"abc": "abc", "\xfe\xff\x20\xac": "€", "\xef\xbb\xbfé": "é", "\xe9": "é"} {
		if got := String(in).Text(); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestHostileFilesEnd(t *testing.T) {
	circle := written("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]>>")
	f, err := Open(circle)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Pages(); err == nil {
		t.Error("a page tree in a circle is followed")
	}
	self, err := Open(written("<</Type/Catalog/Pages 2 0 R>>", "2 0 R", "<</Length 3 0 R>>\nstream\nx\nendstream"))
	if err != nil || self.Get(Ref{2, 0}) != nil || string(self.Stream(Ref{3, 0}).Raw) != "x" {
		t.Errorf("%v", err)
	}
	if _, err := Open(written("<</Type/Catalog/X " + strings.Repeat("[", 100000) + ">>")); err == nil {
		t.Error("a file nested without end is opened")
	}
	for _, bad := range []string{"", "%PDF-1.7", "PK\x03\x04", "%PDF-1.7\n1 0 obj<<"} {
		if _, err := Open([]byte(bad)); err == nil {
			t.Errorf("%q is opened", bad)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(written(book...))
	f.Add(packed(book...))
	f.Add(written("<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Contents 4 0 R>>", "<</Filter[/ASCIIHexDecode/A85]/Length 2>>stream\n42\nendstream"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data)
		if err != nil {
			return
		}
		for _, n := range file.Numbers() {
			if s := file.Stream(Ref{Num: n}); s != nil {
				file.Decode(s)
			}
		}
		pages, _ := file.Pages()
		for _, p := range pages {
			content, _ := file.Content(p)
			Operators(content, func(string, []Object) {})
		}
	})
}
