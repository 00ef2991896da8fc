package pdf

import (
	"bytes"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// brokenFile is a sound file with one change, which a rule must refuse.
type brokenFile struct {
	part   X
	change func(f *finished)
}

// broken are the broken files of PDF_X.md, by the rule that refuses them.
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

func (f *finished) setPage(key name, value object) { f.pages[0] = f.pages[0].with(key, value) }

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
	kinds := map[X]string{X1a: "X-1a", X3: "X-3", X4: "X-4"}
	for _, r := range rules {
		b, ok := broken[r.name]
		if !ok {
			t.Errorf("%s has no broken file", r.name)
			continue
		}
		data, _ := printed(t, everythingBook, presses(t)[kinds[b.part]])
		in := inspect(t, data)
		f := &finished{inspector: in, raw: data, part: b.part, xmp: in.xmp()}
		b.change(f)
		if got := f.faults(); len(got) != 1 || !strings.HasPrefix(got[0], r.name+": ") {
			t.Errorf("the broken file of %s: %q", r.name, got)
		}
	}
}

// TestPressLedger holds PDF_X.md: every rule stands in it once, in order, and what
// is enforced has a rule and a broken file.
func TestPressLedger(t *testing.T) {
	data, err := os.ReadFile("PDF_X.md")
	if err != nil {
		t.Fatal(err)
	}
	var named, want []string
	for _, line := range strings.Split(string(data), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 9 || strings.HasPrefix(line, "|---") || strings.HasPrefix(line, "| demand") {
			continue
		}
		demand, status, rule, file := strings.TrimSpace(cells[1]), strings.TrimSpace(cells[4]), strings.TrimSpace(cells[6]), strings.TrimSpace(cells[7])
		if !slices.Contains([]string{"enforced", "cannot occur", "caller's duty"}, status) || status == "enforced" && rule == "" || (rule == "") != (file == "") {
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
