package pdf

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/geom"
)

// anObject draws a PDF object.
func anObject(depth int) *rapid.Generator[object] {
	leaf := []*rapid.Generator[object]{
		rapid.Just[object](null{}),
		rapid.Custom(func(t *rapid.T) object { return boolean(rapid.Bool().Draw(t, "bool")) }),
		rapid.Custom(func(t *rapid.T) object { return integer(rapid.Int64().Draw(t, "int")) }),
		rapid.Custom(func(t *rapid.T) object { return ref(rapid.IntRange(1, 1<<30).Draw(t, "ref")) }),
		rapid.Custom(func(t *rapid.T) object { return name(rapid.SliceOf(rapid.Byte()).Draw(t, "name")) }),
		rapid.Custom(func(t *rapid.T) object { return str(rapid.SliceOf(rapid.Byte()).Draw(t, "str")) }),
		rapid.Custom(func(t *rapid.T) object { return str(rapid.StringMatching(`[ -~]*`).Draw(t, "ascii")) }),
	}
	if depth == 0 {
		return rapid.OneOf(leaf...)
	}
	return rapid.OneOf(append(leaf,
		rapid.Custom(func(t *rapid.T) object { return array(rapid.SliceOfN(anObject(depth-1), 0, 4).Draw(t, "array")) }),
		rapid.Custom(func(t *rapid.T) object {
			m := rapid.MapOfN(rapid.StringMatching(`[A-Za-z#/ ]{1,6}`), anObject(depth-1), 0, 4).Draw(t, "dict")
			d := dict{}
			for k, v := range m {
				d = append(d, entry{name(k), v})
			}
			return d
		}))...)
}

func TestParsingReadsWhatIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anObject(3).Draw(t, "object")
		want := o.encode(nil)
		p := &parser{data: want}
		got, err := p.object(0)
		if err != nil {
			t.Fatalf("%s: %v", want, err)
		}
		if again := got.encode(nil); !bytes.Equal(again, want) {
			t.Fatalf("%s became %s", want, again)
		}
	})
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		in   real
		want string
	}{{0, "0"}, {1, "0.001"}, {-1500, "-1.5"}, {12000, "12"}, {-20, "-0.02"}, {120, "0.12"}} {
		if got := string(c.in.encode(nil)); got != c.want {
			t.Errorf("%d: %s, want %s", int64(c.in), got, c.want)
		}
	}
	if got := points(geom.Millimetres(210)); got != 595276 {
		t.Errorf("210 mm are %d thousandths of a point", got)
	}
}

func TestTextStrings(t *testing.T) {
	for in, want := range map[string]string{
		"plain (text)": `(plain \(text\))`,
		"é":            "<feff00e9>",
		"𝄞":            "<feffd834dd1e>",
	} {
		if got := string(text(in).encode(nil)); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// pdfSeeds are files and pieces that the parser meets or must refuse.
var pdfSeeds = []string{
	"%PDF-1.3\n1 0 obj\n<</Type /Pages /Kids [3 0 R ] /Count 1>>\nendobj\nxref\n0 1\ntrailer\n<</Size 1 /Root 1 0 R>>\nstartxref\n0\n%%EOF",
	"1 0 obj<</Length 3>>\nstream\nabc\nendstream\nendobj xref trailer<<>>",
	"1 0 obj<</Length 99>>\nstream\nabc",
	"1 0 obj(a\\(\\051\\n(b)) endobj xref trailer<</A#20B true/C[1 .5 -2 null]>>",
	"1 0 obj[[[[[[[[[", "1 0 obj<0g>endobj", "1 0 obj/A#4", "0 0 obj", "1 0 obj 1 endobj 1 0 obj 1 endobj",
}

func FuzzParseFile(f *testing.F) {
	for _, s := range pdfSeeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := parseFile(data)
		if err != nil {
			return
		}
		for r, o := range file.objects {
			checkAgain(t, r, o)
		}
		b := &base{parsed: file}
		_, _ = parseBase(data)
		b.dict(file.trailer.get("Root"))
	})
}

// checkAgain proves that an object reads back as it was written.
func checkAgain(t *testing.T, r ref, o object) {
	once := o.encode(nil)
	p := &parser{data: once}
	again, err := p.object(0)
	if err != nil {
		t.Fatalf("object %d: %s: %v", r, once, err)
	}
	if s, ok := o.(*stream); ok {
		once = s.dict.with("Length", integer(len(s.data))).encode(nil)
	}
	if got := again.encode(nil); !bytes.Equal(got, once) {
		t.Fatalf("object %d: %s became %s", r, once, got)
	}
}

func TestParserRefusesBrokenFiles(t *testing.T) {
	for _, s := range pdfSeeds[2:3] {
		if _, err := parseFile([]byte(s)); err == nil {
			t.Errorf("%q was read", s)
		}
	}
	for _, s := range pdfSeeds[4:] {
		if _, err := parseFile([]byte(s)); err == nil {
			t.Errorf("%q was read", s)
		}
	}
	if _, err := parseFile(append([]byte("1 0 obj"), bytes.Repeat([]byte("["), maxDepth+2)...)); err == nil {
		t.Error("arrays nested too deep were read")
	}
}
