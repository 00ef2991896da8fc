package pdf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// dump prints what the file says, object numbers left out.
func (in *inspector) dump() string {
	d := &dumper{inspector: in}
	d.keys("catalog", in.catalog(), "Metadata", "Outlines", "OutputIntents", "Pages", "StructTreeRoot")
	d.keys("info", in.dict(in.trailer.get("Info")))
	for i, page := range in.pages {
		d.keys(fmt.Sprintf("page %d", i), page, "Annots", "Contents", "Parent", "Resources")
		for _, a := range d.list(page.get("Annots")) {
			d.keys("  annotation", in.dict(a), "P")
		}
	}
	root := in.dict(in.catalog().get("StructTreeRoot"))
	d.line("structure RoleMap=%s", root.get("RoleMap").encode(nil))
	d.elem(in.dict(root.get("K")), 1)
	d.outline(in.dict(in.catalog().get("Outlines")), 0)
	return d.b.String()
}

type dumper struct {
	*inspector
	b strings.Builder
}

func (d *dumper) line(format string, args ...any) {
	fmt.Fprintf(&d.b, format+"\n", args...)
}

func (d *dumper) list(o object) array {
	a, _ := d.resolve(o).(array)
	return a
}

// keys prints a dictionary on a line, without the keys given.
func (d *dumper) keys(title string, v dict, without ...name) {
	d.b.WriteString(title)
	for _, e := range v {
		if !slices.Contains(without, e.key) {
			fmt.Fprintf(&d.b, " %s=%s", e.key, d.value(e.value))
		}
	}
	d.b.WriteByte('\n')
}

// value prints an object; pages are by index, other references are not told.
func (d *dumper) value(o object) string {
	switch o := o.(type) {
	case ref:
		for i, p := range d.list(d.dict(d.catalog().get("Pages")).get("Kids")) {
			if p == o {
				return fmt.Sprintf("page:%d", i)
			}
		}
		return "ref"
	case str:
		return strconv.Quote(textOf(o))
	case array:
		var parts []string
		for _, v := range o {
			parts = append(parts, d.value(v))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case dict:
		var parts []string
		for _, e := range o {
			parts = append(parts, string(e.key)+"="+d.value(e.value))
		}
		return "<" + strings.Join(parts, " ") + ">"
	}
	return string(o.encode(nil))
}

func (d *dumper) elem(e dict, depth int) {
	indent := strings.Repeat("  ", depth)
	d.keys(indent+string(e.get("S").(name)), e, "S", "K", "P", "Pg")
	page := d.pageIndex(e.get("Pg"))
	kids := e.get("K")
	if kids == nil {
		return
	}
	if _, ok := kids.(array); !ok {
		kids = array{kids}
	}
	for _, k := range kids.(array) {
		d.kid(k, page, depth+1)
	}
}

func (d *dumper) kid(k object, page, depth int) {
	indent := strings.Repeat("  ", depth)
	if mcid, ok := k.(integer); ok {
		d.line("%s%d:%d %q", indent, page, mcid, short(d.texts[page][int(mcid)]))
		return
	}
	v := d.dict(k)
	switch v.get("Type") {
	case name("MCR"):
		p := d.pageIndex(v.get("Pg"))
		mcid := int(v.get("MCID").(integer))
		d.line("%s%d:%d %q", indent, p, mcid, short(d.texts[p][mcid]))
	case name("OBJR"):
		d.line("%sobject on %d", indent, d.pageIndex(v.get("Pg")))
	default:
		d.elem(v, depth)
	}
}

// short leaves out the middle of a long text.
func short(s string) string {
	if len(s) <= 80 {
		return s
	}
	return fmt.Sprintf("%s …%d bytes… %s", s[:30], len(s)-60, s[len(s)-30:])
}

func (d *dumper) pageIndex(o object) int {
	return slices.IndexFunc(d.list(d.dict(d.catalog().get("Pages")).get("Kids")), func(p object) bool { return p == o })
}

func (d *dumper) outline(o dict, depth int) {
	for at := d.dict(o.get("First")); at != nil; at = d.dict(at.get("Next")) {
		d.keys(strings.Repeat("  ", depth)+"bookmark", at, "Parent", "Prev", "Next", "First", "Last")
		d.outline(at, depth+1)
	}
}
