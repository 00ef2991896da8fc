package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// changedProfile is a sound profile with other bytes at a place.
func changedProfile(at int, with string) []byte {
	p := slices.Clone(testProfile("CMYK", 2))
	copy(p[at:], with)
	return p
}

func TestProfilesAreReadOrRefused(t *testing.T) {
	for _, space := range []string{"CMYK", "GRAY"} {
		p, err := ReadProfile("press.icc", testProfile(space, 2))
		if err != nil || p.space != space || p.Title() != "Test press in "+space {
			t.Errorf("%s: %+v, %v", space, p, err)
		}
	}
	for want, data := range map[string][]byte{
		"x.icc is no ICC profile; ask the printer":                                                              []byte("hello, world"),
		`class "mntr" (for a display) in "RGB"; the edition for the printer takes class "prtr" in CMYK or GRAY`: srgbProfile(),
		`class "prtr" (for an output device) in "RGB"`:                                                          changedProfile(16, "RGB "),
		`class "scnr" (for a scanner or camera) in "CMYK"`:                                                      changedProfile(12, "scnr"),
		`class "????" (for an unknown use) in "CMYK"`:                                                           changedProfile(12, "????"),
		"is of version 5 of ICC's format":                                                                       changedProfile(8, "\x05"),
		"it says that it has":                                                                                   append(testProfile("GRAY", 2), 0),
		"its table of tags leads out of the file":                                                               changedProfile(128, "\x00\xff\xff\xff"),
		"x.icc is damaged: its table of tags leads out of the":                                                  changedProfile(132+4, "\xff\xff\xff\xff"),
	} {
		if _, err := ReadProfile("x.icc", data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}

// TestProfileTitles reads descriptions of both versions, and none.
func TestProfileTitles(t *testing.T) {
	mluc := append([]byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS\x00\x00\x00\x06\x00\x00\x00\x1c"), utf16be("Pré")...)
	for want, tag := range map[string][]byte{
		"Pré":   mluc,
		"Press": descTag("Press\x01"),
		"":      []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS\x00\x00\xff\xff\x00\x00\x00\x1c"),
	} {
		if got := describedAs(tag); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if describedAs(nil) != "" || (&Profile{name: "a.icc"}).Title() != "a.icc" {
		t.Error("a profile without a description")
	}
}

func TestPressMustBeTold(t *testing.T) {
	v4, err := ReadProfile("v4.icc", testProfile("CMYK", 4))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		press Press
		want  string
	}{
		{Press{Part: X3}, "nothing says how it will be printed"},
		{Press{Part: X4, Condition: "FOGRA51"}, "PDF/X-4 holds the printer's ICC profile"},
		{Press{Part: X3, Profile: v4}, "the profile v4.icc is of version 4 of ICC's format, and PDF/X-3:2003 takes version 2"},
		{Press{Part: "PDF/X-9", Condition: "FOGRA51"}, `"PDF/X-9" is no part of PDF/X`},
		{Press{Part: X4, Profile: v4}, ""},
	} {
		book, tree := linksBook(t)
		err := Write(t.Context(), io.Discard, book, tree, pressed(&c.press), &diag.Log{})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%+v: %v, want %q", c.press, err, c.want)
		}
	}
	for _, change := range []func(*Options){func(o *Options) { o.Title = "" }, func(o *Options) { o.Date = time.Time{} }} {
		opt := pressed(presses(t)["X-3"])
		change(&opt)
		book, tree := linksBook(t)
		if err := Write(t.Context(), io.Discard, book, tree, opt, &diag.Log{}); err == nil || !strings.Contains(err.Error(), "asks for a title and a date; give both in the metadata: title, modified") {
			t.Errorf("%v", err)
		}
	}
}

// TestConditionNamesTheIntent: a registered name with its registry, else the
// profile's own.
func TestConditionNamesTheIntent(t *testing.T) {
	for kind, want := range map[string]string{
		"X-3":          `OutputConditionIdentifier="FOGRA52" RegistryName="http://www.color.org" S=/GTS_PDFX Type=/OutputIntent`,
		"X-1a profile": `DestOutputProfile=ref Info="Test press in CMYK" OutputConditionIdentifier="FOGRA51" RegistryName="http://www.color.org" S=/GTS_PDFX Type=/OutputIntent`,
		"X-3 gray":     `DestOutputProfile=ref Info="Test press in GRAY" OutputConditionIdentifier="Custom" S=/GTS_PDFX Type=/OutputIntent`,
	} {
		data, _ := printed(t, linksBook, presses(t)[kind])
		in := inspect(t, data)
		d := &dumper{inspector: in}
		d.keys("", in.dict(in.resolve(in.catalog().get("OutputIntents")).(array)[0]))
		if got := strings.TrimSpace(d.b.String()); got != want {
			t.Errorf("%s:\n got %s\nwant %s", kind, got, want)
		}
	}
}

// ways are those of a press of four inks of which the profile is known, of one of
// which it is not, and of a press of one ink.
func ways(t testing.TB) []*separation {
	return []*separation{newSeparation(&Press{Profile: profileOf(t, "CMYK")}), newSeparation(&Press{Condition: "FOGRA51"}), newSeparation(&Press{Profile: profileOf(t, "GRAY")})}
}

// TestPicturesInInks tells of each form of picture what each press gets.
func TestPicturesInInks(t *testing.T) {
	want := map[string][3]string{
		"alpha.png": {"png gray flat", "png gray flat", "png gray flat"}, "cmyk.jpg": {"jpg cmyk", "jpg cmyk", "png gray"},
		"deep.png": {"own coloured", "png gray coloured", "png gray coloured"}, "grey.png": {"png gray", "png gray", "png gray"},
		"interlaced.png": {"png gray", "png gray", "png gray"}, "palette.gif": {"own coloured flat", "png gray coloured flat", "png gray coloured flat"},
		"palette.png": {"own coloured flat", "png gray coloured flat", "png gray coloured flat"},
		"rgb.jpg":     {"own coloured", "png gray coloured", "png gray coloured"}, "rgb.png": {"own coloured", "png gray coloured", "png gray coloured"},
	}
	for name, data := range pictures(t) {
		for i, way := range ways(t) {
			if got := told(inked(data, way)); got != want[name][i] {
				t.Errorf("%s for press %d: %s, want %s", name, i, got, want[name][i])
			}
		}
	}
	if p := inked([]byte("II*\x00"), ways(t)[0]); p.err == nil || !strings.Contains(p.err.Error(), "use PNG, JPEG or GIF") {
		t.Errorf("a TIFF: %v", p.err)
	}
}

// TestInkIsAddedUp over the four inks of a pixel, gray pictures having one.
func TestInkIsAddedUp(t *testing.T) {
	dark := darkJPEG(t)
	cfg, _, _ := image.DecodeConfig(bytes.NewReader(dark))
	if got := mostInk(dark, cfg); got != 400 {
		t.Errorf("four full inks are %d %%", got)
	}
	if p := inked(pictures(t)["cmyk.jpg"], ways(t)[0]); p.ink < 195 || p.ink > 205 {
		t.Errorf("four halves are %d %%", p.ink)
	}
	book, tree := shown(t, dark, 1, 1, 1)
	_, log := write(t, book, tree, pressed(presses(t)["X-4"]))
	checkLog(t, log, CodePictureInk, "the picture kaart.png has 400 % of ink where it is darkest; printers ask for 300 % at most")
}

func told(p inks) string {
	if p.own != nil {
		return "own" + flags(p)
	}
	cfg, _, err := image.DecodeConfig(bytes.NewReader(p.data))
	if err != nil || p.err != nil {
		return fmt.Sprint(err, p.err)
	}
	model := map[color.Model]string{color.GrayModel: " gray", color.CMYKModel: " cmyk"}[cfg.ColorModel]
	return p.kind + model + flags(p)
}

func flags(p inks) (out string) {
	if p.coloured {
		out += " coloured"
	}
	if p.flattened {
		out += " flat"
	}
	return out
}

// TestGrayIsLuminance: text and pictures turn to the same grays.
func TestGrayIsLuminance(t *testing.T) {
	for c, want := range map[layout.Color]uint8{{}: 0, {R: 255, G: 255, B: 255}: 255, {R: 255}: 76, {G: 255}: 150, {B: 255}: 29, {R: 0x15, G: 0x42, B: 0x73}: 58} {
		if got := gray(c); got != want {
			t.Errorf("%v is %d, want %d", c, got, want)
		}
		im := image.NewNRGBA(image.Rect(3, 3, 5, 5))
		im.SetNRGBA(3, 3, color.NRGBA{c.R, c.G, c.B, 255})
		p := inks{}
		if got := p.onWhite(im); got.GrayAt(0, 0).Y != want || got.GrayAt(1, 1).Y != 255 || !p.flattened {
			t.Errorf("%v in a picture is %d, want %d; nothing is %d", c, got.GrayAt(0, 0).Y, want, got.GrayAt(1, 1).Y)
		}
	}
}

// shown is a book of one picture in a box of so many points.
func shown(t *testing.T, data []byte, w, h float64, turn layout.Orientation) (*layout.Book, *structure.Tree) {
	book, tree := oneImage(t, data)
	im := book.Pages[0].Fragments[0].Image
	im.Name, im.Orientation = "kaart.png", turn
	im.Size = geom.Size{W: geom.Points(w), H: geom.Points(h)}
	return forPress(book, fullPress), tree
}

// TestResolutionIsReported at the set size, on its side too.
func TestResolutionIsReported(t *testing.T) {
	var wide bytes.Buffer
	if err := png.Encode(&wide, image.NewGray(image.Rect(0, 0, 300, 150))); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		w, h     float64
		turn     layout.Orientation
		severity diag.Severity
		want     string
	}{
		{72, 36, 1, 0, ""},
		{73, 36.5, 1, diag.Info, "the picture kaart.png has 296 pixels an inch at its set size; a printer asks for 300"},
		{144, 72, 1, diag.Info, "has 150 pixels"},
		{145, 72.5, 1, diag.Warning, "the picture kaart.png has 149 pixels an inch at its set size and will look coarse in print"},
		{36, 72, 6, 0, ""},
		{72, 144, 6, diag.Info, "has 150 pixels"},
	} {
		book, tree := shown(t, wide.Bytes(), c.w, c.h, c.turn)
		_, log := write(t, book, tree, pressed(presses(t)["X-3"]))
		if c.want == "" {
			checkLog(t, log, "", "")
			continue
		}
		checkLog(t, log, CodePictureCoarse, c.want)
		if got := log.All()[0].Severity; got != c.severity {
			t.Errorf("%v by %v: severity %v, want %v", c.w, c.h, got, c.severity)
		}
	}
}

// TestPressFindings has one for each code of a file for a press.
func TestPressFindings(t *testing.T) {
	red := image.NewNRGBA(image.Rect(0, 0, 300, 300))
	for i := range red.Pix {
		red.Pix[i] = []byte{200, 0, 0, 255}[i%4]
	}
	var flat, jpg, clear bytes.Buffer
	for _, err := range []error{png.Encode(&flat, red), jpeg.Encode(&jpg, red, nil), png.Encode(&clear, image.NewNRGBA(image.Rect(0, 0, 300, 300)))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	picture := func(data []byte) func() (*layout.Book, *structure.Tree) {
		return func() (*layout.Book, *structure.Tree) { return shown(t, data, 72, 72, 1) }
	}
	text := func(c layout.Color, gid uint16) func() (*layout.Book, *structure.Tree) {
		return func() (*layout.Book, *structure.Tree) {
			f := face(t, "SourceSerif4-Regular")
			n := &ast.Text{Value: "x"}
			book, tree := oneLine(t, &layout.Run{Face: f.face, Size: geom.Pt, Text: "x", Color: c, Loc: ast.Loc{Node: n}, Glyphs: []layout.Glyph{{ID: gid, Text: 1}}})
			return forPress(book, fullPress), tree
		}
	}
	bleeding := func(mm float64) func() (*layout.Book, *structure.Tree) {
		return func() (*layout.Book, *structure.Tree) {
			book, tree := text(layout.Color{}, 7)()
			return forPress(book, layout.Press{Bleed: geom.Millimetres(mm)}), tree
		}
	}
	for _, c := range []struct {
		code diag.Code
		book func() (*layout.Book, *structure.Tree)
		want string
	}{
		{"", text(layout.Color{R: 9, G: 9, B: 9}, 7), ""},
		{"", bleeding(3), ""},
		{CodeBleed, bleeding(2.5), "has a bleed of 2.50 mm; printers ask for 3 mm or more"},
		{CodeColourGray, text(layout.Color{R: 0x15, G: 0x42, B: 0x73}, 7), "the colour #154273 becomes a gray of 77 %"},
		{CodeBoxPrinted, text(layout.Color{}, 0), "has no shape for “x” (U+0078), so an empty box is printed"},
		{CodePictureInks, picture(flat.Bytes()), "the colours of the picture kaart.png are turned from sRGB to cyan, magenta, yellow and black by the profile “Test press in CMYK”"},
		{CodePictureInks, picture(jpg.Bytes()), "the colours of the picture kaart.png are turned from sRGB"},
		{CodePictureFlat, picture(clear.Bytes()), "the picture kaart.png is transparent; it is set on white"},
	} {
		book, tree := c.book()
		_, log := write(t, book, tree, pressed(presses(t)["X-4"]))
		checkLog(t, log, c.code, c.want)
	}
}

// TestSeveralColoursAreOneFinding.
func TestSeveralColoursAreOneFinding(t *testing.T) {
	book, _ := linksBook(t)
	for i, c := range []layout.Color{{R: 1}, {R: 2}, {R: 2}, {R: 3}} {
		book.Pages[0].Fragments[i].Rule = &layout.Rule{Color: c}
		book.Pages[0].Fragments[i].Run = nil
	}
	log := &diag.Log{}
	reportColours(book, log)
	checkLog(t, log, CodeColourGray, "the colour #010000 becomes a gray of 100 %, and 2 other colours likewise")
}

// FuzzReadProfile: bytes of any kind give a profile or an error, never a panic.
func FuzzReadProfile(f *testing.F) {
	f.Add(testProfile("CMYK", 2))
	f.Add(testProfile("GRAY", 4))
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, err := ReadProfile("x.icc", data); err == nil && p.components() != 1 && p.components() != 4 {
			t.Errorf("%d inks", p.components())
		}
	})
}
