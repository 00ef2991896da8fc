package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// testProfile is a profile with a valid header and tags for a press, computed here:
// of a press with one ink a tone curve, of one with four a table of two steps to Lab.
func testProfile(space string, version byte) []byte {
	tags := []struct {
		sig  string
		data []byte
	}{{"cprt", textTag("No copyright, use freely (CC0)")}, {"desc", descTag("Test press in " + space)}, {"wtpt", xyz(0.9642, 1, 0.8249)}}
	if space == "GRAY" {
		tags = append(tags, struct {
			sig  string
			data []byte
		}{"kTRC", toneCurve()})
	} else {
		for _, sig := range []string{"A2B0", "A2B1", "A2B2"} {
			tags = append(tags, struct {
				sig  string
				data []byte
			}{sig, lutTag(4, 3)})
		}
		for _, sig := range []string{"B2A0", "B2A1", "B2A2"} {
			tags = append(tags, struct {
				sig  string
				data []byte
			}{sig, lutTag(3, 4)})
		}
		tags = append(tags, struct {
			sig  string
			data []byte
		}{"gamt", lutTag(3, 1)})
	}
	table := be.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	start := 128 + 4 + 12*len(tags)
	for _, t := range tags {
		table = append(table, t.sig...)
		table = be.AppendUint32(table, uint32(start+len(body)))
		table = be.AppendUint32(table, uint32(len(t.data)))
		body = append(body, pad4(t.data)...)
	}
	head := iccHeader(start + len(body))
	copy(head[8:], []byte{version, 0x10})
	copy(head[12:], "prtr"+fmt.Sprintf("%-4s", space)+"Lab ")
	return append(append(head, table...), body...)
}

// lutTag is a table from n to m channels, of two steps in each (ICC.1:2001-04,
// 6.5.8): every result is the first channel.
func lutTag(n, m int) []byte {
	b := append([]byte("mft1\x00\x00\x00\x00"), byte(n), byte(m), 2, 0)
	for i := range 9 {
		v := uint32(0)
		if i%4 == 0 {
			v = 1 << 16 // the unit matrix
		}
		b = be.AppendUint32(b, v)
	}
	for range n {
		for i := range 256 {
			b = append(b, byte(i))
		}
	}
	for i := range 1 << n {
		for range m {
			b = append(b, byte(255*(i>>(n-1)&1)))
		}
	}
	for range m {
		for i := range 256 {
			b = append(b, byte(i))
		}
	}
	return pad4(b)
}

func profileOf(t testing.TB, space string) *Profile {
	t.Helper()
	p, err := ReadProfile("press.icc", testProfile(space, 2))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// presses are one for each part of PDF/X and each kind of intent.
func presses(t testing.TB) map[string]*Press {
	return map[string]*Press{
		"X-1a":         {Part: X1a, Condition: "FOGRA51"},
		"X-1a profile": {Part: X1a, Condition: "FOGRA51", Profile: profileOf(t, "CMYK")},
		"X-3":          {Part: X3, Condition: "FOGRA52"},
		"X-3 gray":     {Part: X3, Profile: profileOf(t, "GRAY")},
		"X-4":          {Part: X4, Profile: profileOf(t, "CMYK")},
		"X-4 gray":     {Part: X4, Condition: "Gray1", Profile: profileOf(t, "GRAY")},
	}
}

// forPress gives a book the bleed and marks that a sheet asks for.
func forPress(book *layout.Book, p layout.Press) *layout.Book {
	for i := range book.Pages {
		book.Pages[i].Press = p
	}
	return book
}

var fullPress = layout.Press{Bleed: geom.Millimetres(3), Crop: true, Cross: true}

func pressed(p *Press) Options {
	opt := fullOptions
	opt.Press = p
	return opt
}

// printed writes a book for a press.
func printed(t testing.TB, book func(testing.TB) (*layout.Book, *structure.Tree), p *Press) ([]byte, *diag.Log) {
	t.Helper()
	b, tree := book(t)
	return write(t, forPress(b, fullPress), tree, pressed(p))
}

// TestPressFilesKeepTheRules holds every case, for every press, against what
// PDF_X.md lists.
func TestPressFilesKeepTheRules(t *testing.T) {
	books := maps.Clone(cases)
	books["drawings"] = drawingBook
	for name, book := range books {
		for kind, p := range presses(t) {
			data, _ := printed(t, book, p)
			if kind == "X-4" && name == "everything" {
				again, _ := printed(t, book, p)
				if !bytes.Equal(data, again) {
					t.Error("another file at the second time")
				}
			}
			for _, fault := range preflight(inspect(t, data), data, p.Part) {
				t.Errorf("%s for %s: %s", name, kind, fault)
			}
		}
	}
}

// TestPressBoxes reckons the boxes anew, in points, to a hundredth.
func TestPressBoxes(t *testing.T) {
	for _, c := range []struct {
		press layout.Press
		room  float64 // from the bleed to the sheet's edge, in mm
	}{{fullPress, 8}, {layout.Press{Bleed: geom.Millimetres(5), Crop: true}, 8}, {layout.Press{Bleed: geom.Millimetres(3)}, 0}, {layout.Press{}, 0}} {
		book, tree := linksBook(t)
		data, _ := write(t, forPress(book, c.press), tree, pressed(&Press{Part: X3, Condition: "FOGRA51"}))
		const mm = 72 / 25.4
		bleed := c.press.Bleed.Points()
		margin := bleed + c.room*mm
		w, h := pageW.Points(), pageH.Points()
		want := map[name][4]float64{"MediaBox": {0, 0, w + 2*margin, h + 2*margin}, "TrimBox": {margin, margin, margin + w, margin + h},
			"BleedBox": {margin - bleed, margin - bleed, margin + w + bleed, margin + h + bleed}}
		for key, box := range want {
			if got := boxOf(inspect(t, data).pages[0], key); !near(got, box) {
				t.Errorf("%+v: %s %v, want %v", c.press, key, got, box)
			}
		}
	}
}

func near(a, b [4]float64) bool {
	for i := range a {
		if d := a[i] - b[i]; d > 0.01 || d < -0.01 {
			return false
		}
	}
	return true
}

// boxOf reads a box, or gives one that lies nowhere.
func boxOf(page dict, key name) (box [4]float64) {
	list, _ := page.get(key).(array)
	if len(list) != 4 {
		return [4]float64{1, 1, -1, -1}
	}
	for i, o := range list {
		box[i], _ = strconv.ParseFloat(string(o.encode(nil)), 64)
	}
	return box
}

// TestPressMovesWhatThePageHas: text, destinations and figures lie on the sheet as
// on the page, shifted by the margin.
func TestPressMovesWhatThePageHas(t *testing.T) {
	book, tree := linksBook(t)
	screen, _ := write(t, book, tree, fullOptions)
	data, _ := printed(t, linksBook, presses(t)["X-4"])
	first := func(data []byte) (at []float64) {
		in := inspect(t, data)
		dest := in.dict(in.dict(in.catalog().get("Outlines")).get("First")).get("Dest").(array)
		for _, o := range dest[2:4] {
			v, _ := strconv.ParseFloat(string(o.encode(nil)), 64)
			at = append(at, v)
		}
		return at
	}
	margin := 11 * 72 / 25.4
	a, b := first(screen), first(data)
	if d := b[0] - a[0] - margin; d > 0.01 || d < -0.01 || b[1]-a[1]-margin > 0.01 || b[1]-a[1]-margin < -0.01 {
		t.Errorf("the bookmark leads to %v on the sheet, to %v on the page", b, a)
	}
	if content := string(inspect(t, data).content(inspect(t, data).pages[0])); !strings.HasPrefix(content, "q\n1 0 0 1 31.181 31.181 cm\n") {
		t.Errorf("the page is not put into its sheet: %.60q", content)
	}
}

// TestMarksFollowTheSheet counts the strokes; where they lie is a rule of preflight.
func TestMarksFollowTheSheet(t *testing.T) {
	for _, press := range []layout.Press{fullPress, {Bleed: geom.Millimetres(3), Crop: true}, {Bleed: geom.Millimetres(4), Cross: true}, {Bleed: geom.Millimetres(3)}} {
		f := frame{trim: geom.Size{W: pageW, H: pageH}, press: press, margin: press.Bleed + geom.Millimetres(8)}
		lines := 0
		operations(t, f.marks(), func(op string, operands []object) {
			if op == "S" {
				lines++
			}
		})
		want := 0
		if press.Crop {
			want += 8
		}
		if press.Cross {
			want += 4 * 3
		}
		if lines != want {
			t.Errorf("%+v: %d strokes, want %d", press, lines, want)
		}
	}
}

// TestRegistrationMarksAreRound holds the circle's curves to their radius.
func TestRegistrationMarksAreRound(t *testing.T) {
	p := &painter{}
	p.circle(geom.Point{X: 100 * geom.Pt, Y: 100 * geom.Pt}, 10*geom.Pt)
	var ends []string
	operations(t, p.b, func(op string, operands []object) {
		if op == "c" {
			ends = append(ends, string(array(operands[4:]).encode(nil)))
		}
	})
	if want := []string{"[100 110]", "[90 100]", "[100 90]", "[110 100]"}; !slices.Equal(ends, want) {
		t.Errorf("the curves end at %v, want %v", ends, want)
	}
}
