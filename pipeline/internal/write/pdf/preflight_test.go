package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// rule is one demand of PDF_X.md, by the name that it has there; check gives what
// is wrong, or "".
type rule struct {
	name  string
	check func(*finished) string
}

// finished is a file for a press that is looked through without the code that
// wrote it.
type finished struct {
	*inspector
	raw  []byte
	part X
	xmp  map[string]string
}

// preflight gives the demands that a file does not meet.
func preflight(in *inspector, raw []byte, part X) []string {
	return (&finished{inspector: in, raw: raw, part: part, xmp: in.xmp()}).faults()
}

func (f *finished) faults() []string {
	var out []string
	for _, r := range rules {
		if fault := r.check(f); fault != "" {
			out = append(out, r.name+": "+fault)
		}
	}
	return out
}

// xmp reads the packet's simple properties by their local names, and those of
// lists by the list's.
func (in *inspector) xmp() map[string]string {
	out := map[string]string{}
	s, ok := in.resolve(in.catalog().get("Metadata")).(*stream)
	if !ok {
		return out
	}
	d := xml.NewDecoder(bytes.NewReader(s.data))
	var path []string
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return out
		}
		in.must(err)
		switch tok := tok.(type) {
		case xml.StartElement:
			path = append(path, tok.Name.Space+" "+tok.Name.Local)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			for _, p := range slices.Backward(path) {
				if !strings.HasPrefix(p, "http://www.w3.org/1999/02/22-rdf-syntax-ns#") {
					out[p] += strings.TrimSpace(string(tok))
					break
				}
			}
		}
	}
}

// The namespaces of XMP that files for a press use.
const (
	nsX4    = "http://www.npes.org/pdfx/ns/id/ "
	nsX13   = "http://ns.adobe.com/pdfx/1.3/ "
	nsPDF   = "http://ns.adobe.com/pdf/1.3/ "
	nsXMP   = "http://ns.adobe.com/xap/1.0/ "
	nsMM    = "http://ns.adobe.com/xap/1.0/mm/ "
	nsTitle = "http://purl.org/dc/elements/1.1/ title"
)

func (f *finished) info() dict { return f.dict(f.trailer.get("Info")) }

func (f *finished) intents() []dict {
	var out []dict
	list, _ := f.resolve(f.catalog().get("OutputIntents")).(array)
	for _, o := range list {
		out = append(out, f.dict(o))
	}
	return out
}

// rules are the demands, in the ledger's order.
var rules = []rule{
	{"version", func(f *finished) string {
		want := "%PDF-1.4\n"
		if f.part == X4 {
			want = "%PDF-1.6\n"
		}
		return unless(bytes.HasPrefix(f.raw, []byte(want)) && f.catalog().get("Version") == nil, "the file begins %q", f.raw[:9])
	}},
	{"identification", func(f *finished) string {
		ns, info := nsX13, textOf(f.info().get("GTS_PDFXVersion"))
		if f.part == X4 {
			ns = nsX4
		}
		return unless(f.xmp[ns+"GTS_PDFXVersion"] == string(f.part) && info == string(f.part), "XMP says %q, Info %q", f.xmp[ns+"GTS_PDFXVersion"], info)
	}},
	{"conformance", func(f *finished) string {
		want := ""
		if f.part == X1a {
			want = string(X1a)
		}
		got := textOf(f.info().get("GTS_PDFXConformance"))
		return unless(got == want && f.xmp[nsX13+"GTS_PDFXConformance"] == want, "Info says %q", got)
	}},
	{"trapped", func(f *finished) string {
		return unless(f.info().get("Trapped") == name("False") && f.xmp[nsPDF+"Trapped"] == "False", "Info and XMP do not both say False")
	}},
	{"document-id", func(f *finished) string {
		return unless(strings.HasPrefix(f.xmp[nsMM+"DocumentID"], "uuid:") && f.xmp[nsMM+"VersionID"] == "1" && f.xmp[nsMM+"RenditionClass"] == "default",
			"%q, version %q, %q", f.xmp[nsMM+"DocumentID"], f.xmp[nsMM+"VersionID"], f.xmp[nsMM+"RenditionClass"])
	}},
	{"title", func(f *finished) string {
		got := textOf(f.info().get("Title"))
		return unless(got != "" && f.xmp[nsTitle] == got, "Info says %q, XMP %q", got, f.xmp[nsTitle])
	}},
	{"programs", func(f *finished) string {
		for key, of := range map[name]string{"Creator": nsXMP + "CreatorTool", "Producer": nsPDF + "Producer", "Keywords": nsPDF + "Keywords"} {
			if got := textOf(f.info().get(key)); got != f.xmp[of] {
				return fmt.Sprintf("%s is %q, in XMP %q", key, got, f.xmp[of])
			}
		}
		return ""
	}},
	{"dates", func(f *finished) string {
		for key, of := range map[name]string{"CreationDate": "CreateDate", "ModDate": "ModifyDate"} {
			xmp := strings.NewReplacer("-", "", ":", "", "T", "").Replace(f.xmp[nsXMP+of])
			if got := textOf(f.info().get(key)); xmp == "" || got != "D:"+xmp {
				return fmt.Sprintf("%s is %q, in XMP %q", key, got, f.xmp[nsXMP+of])
			}
		}
		return unless(f.xmp[nsXMP+"MetadataDate"] != "", "no MetadataDate")
	}},
	{"trailer-id", func(f *finished) string {
		id, _ := f.trailer.get("ID").(array)
		return unless(len(id) == 2 && len(id[0].(str)) == 16, "no ID")
	}},
	{"one-intent", func(f *finished) string {
		list := f.intents()
		return unless(len(list) == 1 && list[0].get("S") == name("GTS_PDFX"), "%d intents", len(list))
	}},
	{"condition", func(f *finished) string {
		d := f.intents()[0]
		id := textOf(d.get("OutputConditionIdentifier"))
		registered := textOf(d.get("RegistryName")) == "http://www.color.org"
		embedded := d.get("DestOutputProfile") != nil && textOf(d.get("Info")) != ""
		return unless(id != "" && (registered || embedded), "%q is neither registered nor embedded", id)
	}},
	{"profile", func(f *finished) string {
		s, ok := f.resolve(f.intents()[0].get("DestOutputProfile")).(*stream)
		if !ok {
			return unless(f.part != X4, "PDF/X-4 without a profile")
		}
		icc := f.inflate(s)
		n := map[string]integer{"CMYK": 4, "GRAY": 1}[string(icc[16:20])]
		return unless(string(icc[12:16]) == "prtr" && n != 0 && s.dict.get("N") == n && icc[8] <= f.maxICC(), "class %q, space %q, N %v", icc[12:16], icc[16:20], s.dict.get("N"))
	}},
	{"boxes", func(f *finished) string {
		for i, p := range f.pages {
			media, bleed, trim := boxOf(p, "MediaBox"), boxOf(p, "BleedBox"), boxOf(p, "TrimBox")
			if !within(trim, bleed) || !within(bleed, media) || p.get("ArtBox") != nil || p.get("CropBox") != nil {
				return fmt.Sprintf("page %d: media %v, bleed %v, trim %v", i+1, media, bleed, trim)
			}
		}
		return ""
	}},
	{"bleed", func(f *finished) string {
		for i, p := range f.pages {
			bleed, trim := boxOf(p, "BleedBox"), boxOf(p, "TrimBox")
			if least := min(trim[0]-bleed[0], trim[1]-bleed[1], bleed[2]-trim[2], bleed[3]-trim[3]); least < 8.5 {
				return fmt.Sprintf("page %d has a bleed of %.2f pt", i+1, least)
			}
		}
		return ""
	}},
	{"marks", marksFault},
	{"annotations", func(f *finished) string {
		for i, p := range f.pages {
			if p.get("Annots") != nil {
				return fmt.Sprintf("page %d has annotations", i+1)
			}
		}
		return unless(f.catalog().get("AcroForm") == nil, "there are forms")
	}},
	{"actions", func(f *finished) string {
		return f.none("A", "AA", "OpenAction", "JS", "JavaScript", "URI")
	}},
	{"colours", coloursFault},
	{"pictures", picturesFault},
	{"operators", operatorsFault},
	{"transparency", func(f *finished) string {
		return f.none("SMask", "SMaskInData", "Mask", "Group", "ExtGState", "BM", "ca", "CA")
	}},
	{"fonts", func(f *finished) string {
		for _, r := range f.refs() {
			d := f.dict(r)
			if d.get("Type") == name("FontDescriptor") && d.get("FontFile2") == nil {
				return fmt.Sprintf("%s is not embedded", d.get("FontName").encode(nil))
			}
		}
		return ""
	}},
	{"filters", func(f *finished) string {
		for _, r := range f.refs() {
			if s, ok := f.objects[r].(*stream); ok {
				filter := s.dict.get("Filter")
				if filter != nil && filter != name("FlateDecode") && filter != name("DCTDecode") {
					return fmt.Sprintf("object %d has the filter %s", r, filter.encode(nil))
				}
			}
		}
		return ""
	}},
	{"foreign", func(f *finished) string {
		return f.none("TR", "TR2", "HT", "HTP", "OPI", "Alternates", "EmbeddedFiles", "EF", "OCProperties", "PS", "Ref", "F", "Encrypt")
	}},
	{"plain", func(f *finished) string {
		if f.part == X4 {
			return ""
		}
		for _, r := range f.refs() {
			if t := f.dict(f.objects[r]).get("Type"); t == name("ObjStm") || t == name("XRef") {
				return "there are object streams"
			}
		}
		return f.tableFault()
	}},
	{"encryption", func(f *finished) string { return unless(f.trailer.get("Encrypt") == nil, "the file is encrypted") }},
	{"separated", func(f *finished) string { return f.none("SeparationInfo") }},
}

func unless(ok bool, format string, args ...any) string {
	if ok {
		return ""
	}
	return fmt.Sprintf(format, args...)
}

// maxICC is the highest version of profiles that the part's PDF knows.
func (f *finished) maxICC() byte {
	if f.part == X4 {
		return 4
	}
	return 2
}

func within(a, b [4]float64) bool {
	return a[0] < a[2] && a[1] < a[3] && a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3]
}

// none looks for keys in all dictionaries but those of the structure, where A and
// others mean something else.
func (f *finished) none(keys ...name) string {
	for _, r := range f.refs() {
		if d := f.dict(f.objects[r]); d.get("S") != nil && d.get("P") != nil {
			continue
		}
		if fault := noneIn(f.objects[r], keys); fault != "" {
			return fmt.Sprintf("object %d: %s", r, fault)
		}
	}
	return ""
}

func noneIn(o object, keys []name) string {
	switch o := o.(type) {
	case *stream:
		return noneIn(o.dict, keys)
	case array:
		for _, v := range o {
			if fault := noneIn(v, keys); fault != "" {
				return fault
			}
		}
	case dict:
		for _, e := range o {
			if slices.Contains(keys, e.key) {
				return "there is a key " + string(e.key)
			}
			if fault := noneIn(e.value, keys); fault != "" {
				return fault
			}
		}
	}
	return ""
}

// tableFault holds the cross-reference table to the objects.
func (f *finished) tableFault() string {
	_, tail, found := bytes.Cut(f.raw, []byte("\nxref\n0 "))
	head, rows, _ := bytes.Cut(tail, []byte("\n"))
	n, err := strconv.Atoi(string(head))
	at := len(f.raw) - len(tail) - len("xref\n0 ")
	if !found || err != nil || len(rows) < 20*n || !bytes.Contains(f.raw, fmt.Appendf(nil, "\nstartxref\n%d\n", at)) {
		return "there is no cross-reference table"
	}
	for i := range n {
		row := rows[20*i : 20*i+20]
		offset, _ := strconv.Atoi(string(row[:10]))
		want := strconv.Itoa(i) + " 0 obj"
		if row[17] == 'n' && (offset >= len(f.raw) || !bytes.HasPrefix(f.raw[offset:], []byte(want))) {
			return fmt.Sprintf("object %d is not where the table has it", i)
		}
	}
	return ""
}
