package odt

import (
	"strings"

	"octavo/pipeline/internal/read/office"
)

// formField reads a field of a form as LibreOffice keeps those of Word: a mark, with
// what was ticked or chosen among its parameters. The text of a field to fill in
// stands behind the mark.
func (p *para) formField(n *office.Node, c context) {
	_, kind, _ := strings.Cut(n.Attr("field:type"), ".field.")
	switch kind {
	case "FORMCHECKBOX":
		p.text(office.CheckBox(param(n, "Checkbox_Checked", 0) == "true"), c, false)
	case "FORMDROPDOWN":
		p.text(param(n, "Dropdown_ListEntry", number(param(n, "Dropdown_Selected", 0), 0)), c, false)
	}
	p.content(n, c) // a mark has no text of its own, or it stands here
}

// param is the value of a parameter of a field's mark, of those of one name the one
// with a number from 0; "" for one that is not there.
func param(n *office.Node, name string, at int) string {
	value := ""
	n.Each("field:param", func(k *office.Node) {
		if k.Attr("field:name") != name {
			return
		}
		if at == 0 {
			value = k.Attr("field:value")
		}
		at--
	})
	return value
}
