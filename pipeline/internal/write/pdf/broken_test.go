package pdf

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// brokenFile is a sound file with one change, which a rule must refuse.
type brokenFile struct {
	part   X
	change func(f *finished)
}

// broken are the broken files of PDF_X.md, by the rule that refuses them; brokenToo
// are others, by the rule and what is broken.
var broken = map[string]brokenFile{
	"version":        {X4, func(f *finished) { f.raw = bytes.Replace(f.raw, []byte("%PDF-1.6"), []byte("%PDF-1.7"), 1) }},
	"identification": {X3, func(f *finished) { f.setInfo("GTS_PDFXVersion", text(string(X1a))) }},
	"conformance":    {X1a, func(f *finished) { f.setInfo("GTS_PDFXConformance", nil) }},
	"trapped":        {X4, func(f *finished) { f.setInfo("Trapped", name("True")) }},
	"document-id":    {X4, func(f *finished) { f.inXMP("xmpMM:DocumentID", "xmpMM:Other") }},
	"title":          {X3, func(f *finished) { f.setInfo("Title", text("Another")) }},
	"programs":       {X3, func(f *finished) { f.setInfo("Producer", text("Another")) }},
	"dates":          {X4, func(f *finished) { f.setInfo("ModDate", text("D:20200101000000Z")) }},
	"trailer-id":     {X3, func(f *finished) { f.trailer = f.trailer.with("ID", nil) }},
	"one-intent": {X3, func(f *finished) {
		list := f.resolve(f.catalog().get("OutputIntents")).(array)
		f.setCatalog("OutputIntents", append(list, list[0]))
	}},
	"condition": {X3, func(f *finished) { f.setIntent("RegistryName", nil) }},
	"profile": {X4, func(f *finished) {
		s := f.resolve(f.intents()[0].get("DestOutputProfile")).(*stream)
		s.dict = s.dict.with("N", integer(3))
	}},
	"boxes": {X4, func(f *finished) { f.setPage("ArtBox", f.pages[0].get("TrimBox")) }},
	"bleed": {X3, func(f *finished) { f.setPage("BleedBox", f.pages[0].get("TrimBox")) }},
	"marks": {X4, func(f *finished) {
		list := f.pages[0].get("Contents").(array)
		s := f.resolve(list[1]).(*stream)
		f.objects[list[1].(ref)] = flate(dict{}, bytes.Replace(f.inflate(s), []byte("EMC"), []byte("100 100 m\n200 100 l S\nEMC"), 1))
	}},
	"annotations": {X4, func(f *finished) { f.setPage("Annots", array{}) }},
	"actions": {X3, func(f *finished) {
		first := f.dict(f.catalog().get("Outlines")).get("First").(ref)
		f.objects[first] = f.dict(first).with("A", dict{{"S", name("URI")}})
	}},
	"pictures": {X4, func(f *finished) {
		s := f.objects[f.find(func(d dict) bool { return d.get("Subtype") == name("Image") })].(*stream)
		s.dict, s.data = s.dict.with("Filter", name("DCTDecode")).with("ColorSpace", name("DeviceGray")), pictures(f.t)["rgb.jpg"]
	}},
	"colours":      {X4, func(f *finished) { f.setPicture("ColorSpace", name("DeviceRGB")) }},
	"operators":    {X3, func(f *finished) { f.inContent("BT\n", "1 0 0 rg\nBT\n") }},
	"transparency": {X4, func(f *finished) { f.setPicture("SMask", integer(1)) }},
	"fonts": {X3, func(f *finished) {
		r := f.find(func(d dict) bool { return d.get("Type") == name("FontDescriptor") })
		f.objects[r] = f.dict(r).with("FontFile2", nil)
	}},
	"filters": {X4, func(f *finished) { f.setPicture("Filter", name("LZWDecode")) }},
	"foreign": {X3, func(f *finished) { f.setPicture("Alternates", array{}) }},
	"plain": {X3, func(f *finished) {
		at := bytes.LastIndex(f.raw, []byte(" 00000 n"))
		copy(f.raw[at-3:], "999")
	}},
	"encryption": {X4, func(f *finished) { f.trailer = f.trailer.with("Encrypt", dict{}) }},
	"separated":  {X3, func(f *finished) { f.setPage("SeparationInfo", dict{{"DeviceColorant", name("Cyan")}}) }},
}

var brokenToo = map[string]brokenFile{
	"boxes: a CropBox":                  {X4, func(f *finished) { f.setPage("CropBox", f.pages[0].get("TrimBox")) }},
	"colours: the group of a soft mask": {X4, func(f *finished) { f.addForm("0 g", dict{{"CS", name("DeviceRGB")}, {"S", name("Luminosity")}}) }},
	"colours: a shading":                {X3, func(f *finished) { f.addObject(dict{{"ColorSpace", name("DeviceRGB")}, {"ShadingType", integer(2)}}) }},
	"colours: a palette": {X3, func(f *finished) {
		f.setPicture("ColorSpace", array{name("Indexed"), name("DeviceGray"), integer(1), str("ab")})
	}},
	"colours: a calibrated space":         {X4, func(f *finished) { f.setPicture("ColorSpace", array{name("CalRGB"), dict{}}) }},
	"colours: a profile of a picture":     {X4, func(f *finished) { f.setPicture("ColorSpace", array{name("ICCBased"), integer(1)}) }},
	"colours: the stand-in of an ink":     {X4, func(f *finished) { f.addObject(array{name("Separation"), name("Logo"), name("DeviceRGB"), dict{}}) }},
	"colours: resources of a form":        {X3, func(f *finished) { f.addForm("0 g", dict{{"ColorSpace", dict{{"C0", name("DeviceRGB")}}}}) }},
	"operators: gray and RGB in a form":   {X4, func(f *finished) { f.addForm("q 0 g 0 0 9 9 re f 1 0 0 RG S Q", dict{}) }},
	"operators: CMYK in a form":           {X3, func(f *finished) { f.addForm("1 0 0 0 k", dict{}) }},
	"operators: CMYK on the page":         {X4, func(f *finished) { f.inContent("BT\n", "1 0 0 0 k\nBT\n") }},
	"operators: a state in a form":        {X4, func(f *finished) { f.addForm("/G0 gs", dict{}) }},
	"operators: a shading in a form":      {X4, func(f *finished) { f.addForm("/S0 sh", dict{}) }},
	"operators: a pattern's colour":       {X3, func(f *finished) { f.addForm("/Tiles cs /P0 scn", dict{}) }},
	"operators: in a tiling pattern":      {X3, func(f *finished) { f.addObject(flate(dict{{"PatternType", integer(1)}}, []byte("0 1 0 rg"))) }},
	"operators: in a drawn glyph":         {X4, func(f *finished) { f.addGlyph("0 1 0 rg") }},
	"operators: a picture in the stream":  {X4, func(f *finished) { f.addForm("q\nBI /W 1 /H 1 /CS /RGB /BPC 8 ID \x01\x02) EI Q", dict{}) }},
	"operators: a spot colour":            {X3, func(f *finished) { f.inContent("BT\n", "/Logo CS 1 SCN\nBT\n") }},
	"transparency: a group of the page":   {X4, func(f *finished) { f.setPage("Group", dict{}) }},
	"transparency: a mask of colours":     {X3, func(f *finished) { f.setPicture("Mask", array{integer(0), integer(1)}) }},
	"transparency: an opacity in a form":  {X4, func(f *finished) { f.addForm("0 g", dict{{"ca", real(500)}}) }},
	"transparency: states in a form":      {X1a, func(f *finished) { f.addForm("0 g", dict{{"Resources", dict{{"ExtGState", dict{}}}}}) }},
	"foreign: layers":                     {X4, func(f *finished) { f.setCatalog("OCProperties", dict{}) }},
	"foreign: an attached file":           {X3, func(f *finished) { f.setCatalog("Names", dict{{"EmbeddedFiles", dict{}}}) }},
	"foreign: PostScript":                 {X3, func(f *finished) { f.addForm("0 g", dict{{"PS", integer(1)}}) }},
	"foreign: a form of another document": {X4, func(f *finished) { f.addForm("0 g", dict{{"Ref", dict{}}}) }},
	"pictures: four inks as one": {X4, func(f *finished) {
		s := f.objects[f.find(func(d dict) bool { return d.get("ColorSpace") == name("DeviceCMYK") && d.get("DecodeParms") != nil })].(*stream)
		s.dict = s.dict.with("ColorSpace", name("DeviceGray"))
	}},
	"profile: for a display": {X4, func(f *finished) {
		f.objects[f.intents()[0].get("DestOutputProfile").(ref)] = flate(dict{{"N", integer(4)}}, changedProfile(12, "mntr"))
	}},
	"actions: a script of the document": {X4, func(f *finished) { f.setCatalog("OpenAction", dict{{"S", name("JavaScript")}}) }},
	"annotations: a form to fill in":    {X3, func(f *finished) { f.setCatalog("AcroForm", dict{}) }},
}

// addObject puts an object into the file that nothing leads to.
func (f *finished) addObject(o object) {
	list := f.refs()
	f.objects[list[len(list)-1]+1] = o
}

// addForm adds a form of these operators, with more keys.
func (f *finished) addForm(content string, keys dict) {
	f.addObject(flate(append(dict{{"Subtype", name("Form")}}, keys...), []byte(content)))
}

// addGlyph adds a font of type 3 (ISO 32000-1, 9.6.5) with one glyph.
func (f *finished) addGlyph(content string) {
	f.addObject(dict{{"Subtype", name("Type3")}, {"CharProcs", dict{{"a", flate(dict{}, []byte(content))}}}})
}

func (f *finished) setInfo(key name, value object) {
	r := f.trailer.get("Info").(ref)
	f.objects[r] = f.dict(r).with(key, value)
}

func (f *finished) setCatalog(key name, value object) {
	r := f.trailer.get("Root").(ref)
	f.objects[r] = f.dict(r).with(key, value)
}

func (f *finished) setIntent(key name, value object) {
	f.setCatalog("OutputIntents", array{f.intents()[0].with(key, value)})
}

func (f *finished) setPage(key name, value object) {
	f.pages[0] = f.pages[0].with(key, value)
	f.objects[f.dict(f.catalog().get("Pages")).get("Kids").(array)[0].(ref)] = f.pages[0]
}

func (f *finished) setPicture(key name, value object) {
	s := f.objects[f.find(func(d dict) bool { return d.get("Subtype") == name("Image") })].(*stream)
	s.dict = s.dict.with(key, value)
}

// find gives the first object that is such a dictionary.
func (f *finished) find(is func(dict) bool) ref {
	for _, r := range f.refs() {
		if is(f.dict(r)) {
			return r
		}
	}
	f.t.Fatal("no such object")
	return 0
}

func (f *finished) inXMP(old, new string) {
	s := f.resolve(f.catalog().get("Metadata")).(*stream)
	s.data = bytes.ReplaceAll(s.data, []byte(old), []byte(new))
	f.xmp = f.inspector.xmp()
}

func (f *finished) inContent(old, new string) {
	list := f.pages[0].get("Contents").(array)
	s := f.resolve(list[0]).(*stream)
	f.objects[list[0].(ref)] = flate(dict{}, bytes.Replace(f.inflate(s), []byte(old), []byte(new), 1))
}

// TestBrokenFilesAreRefused holds each rule to its broken file, so that none is one
// that cannot fail.
func TestBrokenFilesAreRefused(t *testing.T) {
	for _, r := range rules {
		b, ok := broken[r.name]
		if !ok {
			t.Errorf("%s has no broken file", r.name)
			continue
		}
		b.refusedBy(t, r.name)
	}
	for what, b := range brokenToo {
		rule, _, _ := strings.Cut(what, ":")
		b.refusedBy(t, rule)
	}
}

// refusedBy breaks a sound file, which this rule alone must refuse.
func (b brokenFile) refusedBy(t *testing.T, rule string) {
	t.Helper()
	kinds := map[X]string{X1a: "X-1a", X3: "X-3", X4: "X-4"}
	data, _ := printed(t, everythingBook, presses(t)[kinds[b.part]])
	in := inspect(t, data)
	f := &finished{inspector: in, raw: data, part: b.part, xmp: in.xmp()}
	b.change(f)
	if got := f.faults(); len(got) != 1 || !strings.HasPrefix(got[0], rule+": ") {
		t.Errorf("a broken file of %s: %q", rule, got)
	}
}

// isTest reports whether a test of this name stands in this package or the public one.
func isTest(t *testing.T, name string) bool {
	t.Helper()
	for _, pattern := range []string{"*_test.go", "../../../*_test.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(data, []byte("func "+name+"(t *testing.T)")) {
				return true
			}
		}
	}
	return false
}

// TestPressLedger holds PDF_X.md: every rule stands in it once, in order, with its
// broken file, and every row names a test that there is.
func TestPressLedger(t *testing.T) {
	data, err := os.ReadFile("PDF_X.md")
	if err != nil {
		t.Fatal(err)
	}
	var named, want []string
	for _, line := range strings.Split(string(data), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 10 || strings.HasPrefix(line, "|---") || strings.HasPrefix(line, "| demand") {
			continue
		}
		demand, status, rule, file := strings.TrimSpace(cells[1]), strings.TrimSpace(cells[4]), strings.TrimSpace(cells[6]), strings.TrimSpace(cells[7])
		for _, test := range strings.Split(cells[8], ", ") {
			if !isTest(t, strings.TrimSpace(test)) {
				t.Errorf("%s: there is no test %q", demand, test)
			}
		}
		if !slices.Contains([]string{"enforced", "cannot occur", "caller's duty"}, status) || (rule == "") != (file == "") {
			t.Errorf("%s: status %q, rule %q, broken file %q", demand, status, rule, file)
		}
		if rule != "" {
			named = append(named, rule)
		}
	}
	for _, r := range rules {
		want = append(want, r.name)
	}
	if !slices.Equal(named, want) {
		t.Errorf("rules in the ledger: %v\nwant: %v", named, want)
	}
	if n := len(slices.Collect(maps.Keys(broken))); n != len(rules) {
		t.Errorf("%d broken files for %d rules", n, len(rules))
	}
}
