package pipeline

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
	"io"
	"io/fs"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// pressProfile is the least that is a profile: a header without tags.
func pressProfile(class, space string) []byte {
	b := make([]byte, 132)
	binary.BigEndian.PutUint32(b, uint32(len(b)))
	b[8] = 2
	copy(b[12:], class+space)
	copy(b[36:], "acsp")
	return b
}

// printJob is a small text for a press.
func printJob(t *testing.T, head string, p Press) Job {
	t.Helper()
	text := "---\ntitle: Proef\nlang: nl\n" + head + "---\n\n# Een\n\nTekst met een [verwijzing](https://example.org/).\n"
	return Job{Time: runTime, Name: "proef", Source: "proef.md", Editions: []string{"print"}, Press: p,
		Parts: []Part{{Name: "proef.md", Data: []byte(text)}}}
}

// A file for a press is built to the part that follows from what is given, and says
// so in its identification, the result and the log.
func TestPrintIsBuiltToItsPart(t *testing.T) {
	cmyk, err := os.ReadFile("internal/icc/testdata/press-lut8.icc")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		head, header, part, what string
		press                    Press
	}{
		{"", "%PDF-1.6", "PDF/X-4", "for the printer: built to PDF/X-4 with the profile “Test prtr CMYK”", Press{ICC: cmyk, ICCName: "press.icc"}},
		{"", "%PDF-1.4", "PDF/X-1a:2003", "for the printer: built to PDF/X-1a:2003 with the profile “Test prtr CMYK”", Press{ICC: cmyk, ICCName: "press.icc", PDFX: "1a"}},
		{"print: {condition: FOGRA52}\n", "%PDF-1.4", "PDF/X-3:2003", "for the printer: built to PDF/X-3:2003 for the printing condition FOGRA52", Press{}},
		{"print: {condition: FOGRA52}\n", "%PDF-1.4", "PDF/X-1a:2003", "for the printer: built to PDF/X-1a:2003 for the printing condition FOGRA51", Press{Condition: "FOGRA51", PDFX: "1a"}},
	} {
		files, result := convert(t, printJob(t, c.head, c.press))
		data := files["proef-print.pdf"]
		if !bytes.HasPrefix(data, []byte(c.header)) || !bytes.Contains(data, []byte("GTS_PDFXVersion>"+c.part+"<")) || bytes.Contains(data, []byte("pdfaid")) {
			t.Errorf("%+v: not %s of %s", c.press, c.part, c.header)
		}
		if f := result.Files[0]; f.What != c.what || !slices.Equal(f.Claims, []string{c.part}) {
			t.Errorf("%+v: the result says %+v", c.press, f)
		}
		named := slices.ContainsFunc(result.Findings, func(f Finding) bool { return f.Code == string(codeConditionGiven) })
		if named != strings.Contains(c.what, "condition") {
			t.Errorf("%+v: that the name was not looked up is in the log: %v", c.press, named)
		}
	}
}

// No press is assumed, and a wrong profile is refused, before anything is made.
func TestPrintAsksForThePress(t *testing.T) {
	for want, p := range map[string]Press{
		"the edition print cannot be made: nothing says how it will be printed; ask the printer and give --icc FILE": {},
		`screen.icc is a profile of class "mntr" (for a display) in "RGB"`:                                           {ICC: pressProfile("mntr", "RGB "), ICCName: "screen.icc"},
		"empty.icc is no ICC profile":                                 {ICC: []byte{}, ICCName: "empty.icc"},
		"PDF/X-4 holds the printer's ICC profile, and none was given": {Condition: "FOGRA51", PDFX: "4"},
		`"2" is no part of PDF/X that can be made`:                    {Condition: "FOGRA51", PDFX: "2"},
	} {
		sink := &MemSink{}
		_, err := Convert(t.Context(), printJob(t, "", p), sink)
		if err == nil || !strings.Contains(err.Error(), want) || sink.Files() != nil {
			t.Errorf("%+v: %v, want %q", p, err, want)
		}
		var edition *EditionError
		if p.PDFX != "2" && !errors.As(err, &edition) {
			t.Errorf("%+v: %T", p, err)
		}
	}
	if !ForPress([]string{"pdf", "print"}) || ForPress([]string{"pdf", "epub"}) || ForPress(nil) {
		t.Error("ForPress does not know which editions are for a press")
	}
}

// An edition that is for no press says that its sheet's bleed and marks are missing.
func TestBleedAndMarksAreMissedElsewhere(t *testing.T) {
	withEditions(t, edition{name: "draft", suffix: "-draft.pdf", sheet: "print-a4.css", make: makePDF})
	missed := func(editions ...string) (n int) {
		job := printJob(t, "", Press{Condition: "FOGRA51"})
		job.Editions = editions
		_, result := convert(t, job)
		for _, f := range result.Findings {
			if f.Code == "style-not-drawn" {
				n++
			}
		}
		return n
	}
	if a, b := missed("print"), missed("draft"); a != 0 || b != 2 {
		t.Errorf("%d findings of the edition print, %d of one for the screen", a, b)
	}
}

// blackAlone reads a file without object streams as text, for colours, links and
// transparency; it returns the number of streams of operators.
func blackAlone(t *testing.T, file string) int {
	t.Helper()
	for _, word := range []string{"/DeviceRGB", "/SMask", "/Annot", "/URI", "/ExtGState", "/ObjStm", "/Group", "/Pattern", "/ICCBased", "/Indexed"} {
		if strings.Contains(file, word) {
			t.Errorf("the file has %s", word)
		}
	}
	list := streams(t, file)
	for _, content := range list {
		if colour := regexp.MustCompile(`(?m)^([-\d.]+ [-\d.]+ [-\d.]+ (?:[-\d.]+ )?(rg|RG|k|K)|/\S+ gs)$`).FindString(content); colour != "" {
			t.Errorf("a colour is set: %s", colour)
		}
	}
	return len(list)
}

// Pictures and drawings, with colours, transparency and gradients, are black and
// opaque in the finished file, in its forms as on its pages.
func TestPrintOfPicturesIsBlack(t *testing.T) {
	var clear bytes.Buffer
	half := image.NewNRGBA(image.Rect(0, 0, 30, 30))
	for i := range half.Pix {
		half.Pix[i] = []byte{200, 0, 90, 120}[i%4]
	}
	if err := png.Encode(&clear, half); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"half.png": clear.Bytes(), "drawn.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">
<linearGradient id="g"><stop stop-color="#f00"/><stop offset="1" stop-color="#00f" stop-opacity=".5"/></linearGradient>
<rect width="40" height="20" fill="url(#g)"/><g opacity=".5"><circle cx="20" cy="20" r="9" fill="#0a0" stroke="#a00"/></g></svg>`)}
	job := printJob(t, "", Press{Condition: "FOGRA51", PDFX: "1a"})
	job.Parts[0].Data = append(job.Parts[0].Data, "\n![Half](half.png)\n\n![Drawn](drawn.svg)\n"...)
	job.Load = func(name string) ([]byte, error) {
		if data := files[name]; data != nil {
			return data, nil
		}
		return nil, fs.ErrNotExist
	}
	made, result := convert(t, job)
	file := string(made["proef-print.pdf"])
	if n := blackAlone(t, file); n <= result.Pages || !strings.Contains(file, "/Subtype /Form") || !strings.Contains(file, "/Subtype /Image") {
		t.Errorf("%d streams of operators on %d pages: the pictures are not in the file", n, result.Pages)
	}
}

// The sample's file for a printer, which has no object streams, read as text: black
// and without links, every page in its boxes to a hundredth of a point, whole sheets.
func TestPrintOfTheSample(t *testing.T) {
	job := sampleJob(t)
	job.Editions = []string{"print"}
	files, result := convert(t, job)
	file := string(files[job.Name+"-print.pdf"])
	if n := blackAlone(t, file); n < 10 {
		t.Errorf("%d streams were unpacked", n)
	}
	const mm = 72 / 25.4
	for box, edge := range map[string]float64{"MediaBox": 11, "BleedBox": 3, "TrimBox": 0} { // outside the trimmed page, in mm
		list := regexp.MustCompile(`/`+box+` \[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]`).FindAllStringSubmatch(file, -1)
		if len(list) != result.Pages || len(list)%4 != 0 {
			t.Errorf("%d pages have a %s, of %d", len(list), box, result.Pages)
		}
		for _, m := range list {
			for i, want := range []float64{11 - edge, 11 - edge, 11 + 210 + edge, 11 + 297 + edge} {
				got, err := strconv.ParseFloat(m[i+1], 64)
				if err != nil || math.Abs(got-want*mm) > 0.01 {
					t.Fatalf("%s: side %d is at %v, want %.3f", box, i, m[i+1], want*mm)
				}
			}
		}
	}
}

// streams are the compressed streams of a PDF that are operators, of pages and of
// forms, unpacked.
func streams(t *testing.T, file string) []string {
	t.Helper()
	var out []string
	for _, part := range strings.Split(file, "\nstream\n")[1:] {
		z, err := zlib.NewReader(strings.NewReader(part))
		if err != nil {
			continue // the metadata, which is not compressed
		}
		data, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte("BDC")) || bytes.HasSuffix(data, []byte("\nQ\n")) {
			out = append(out, string(data))
		}
	}
	return out
}
