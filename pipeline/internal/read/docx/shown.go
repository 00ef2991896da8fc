package docx

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/read/office"
)

// showField shows a field that keeps no text of its own.
func (p *para) showField(x *field, format office.Format) {
	name, args, switches := instruction(x.instruction.String())
	data := x.begin.Kid("w:ffData")
	text := ""
	switch name {
	case "FORMCHECKBOX":
		text = checkBox(data.Kid("w:checkBox"))
	case "FORMDROPDOWN":
		text = chosen(data.Kid("w:ddList"))
	case "SYMBOL":
		if len(args) > 0 {
			text = p.symbolField(args[0], switches["f"], x.place)
		}
	case "MACROBUTTON", "GOTOBUTTON": // behind the name of a macro or a place, the words to click on
		if len(args) > 1 {
			text = strings.Join(args[1:], " ")
		}
	case "EQ":
		p.fieldFormula(x, format)
	default:
		if _, hidden := switches["h"]; !hidden || name != "SEQ" {
			p.f.sayUnshown(name, x)
		}
	}
	if text != "" {
		p.emit(office.Piece{Format: format, At: p.at(), Text: text})
	}
}

// unseen are fields that show nothing: they mark, set and ask (17.16.5). A list of
// pages or words that has not been made yet shows nothing either.
var unseen = map[string]bool{"": true, "TC": true, "XE": true, "TA": true, "RD": true, "SET": true, "ASK": true, "FILLIN": true, "ADVANCE": true,
	"PRIVATE": true, "NEXT": true, "NEXTIF": true, "SKIPIF": true, "DATABASE": true, "PRINT": true, "FORMTEXT": true, "HYPERLINK": true,
	"TOC": true, "TOA": true, "INDEX": true, "BIBLIOGRAPHY": true}

// sayUnshown says once for each kind of field that Word would show what the file does
// not hold: a number that it counts, a date, a property. What is part of another
// field's instruction is not shown.
func (f *flow) sayUnshown(name string, x *field) {
	for _, around := range f.story.fields {
		if around.whole && (around.contents || !around.result) {
			return
		}
	}
	if key := "field:" + name; x.whole && !unseen[name] && !f.r.seen[key] {
		f.r.seen[key] = true
		f.r.Warn(x.place, office.CodeField, fmt.Sprintf("what Word shows for the field %.30q is not in the file and was left out, here and perhaps elsewhere", name),
			"in Word, select all, press F9 and then Ctrl+Shift+F9, which makes text of the fields; or write it by hand")
	}
}

// checkBox is the sign of a box to tick (17.16.7).
func checkBox(n *office.Node) string {
	state := n.Kid("w:checked")
	if state == nil {
		state = n.Kid("w:default")
	}
	return office.CheckBox(state != nil && isOn(state.Attr("w:val")))
}

// chosen is the entry that was chosen in a list (17.16.9).
func chosen(n *office.Node) string {
	at := number(n.Kid("w:result").Attr("w:val"), number(n.Kid("w:default").Attr("w:val"), 0))
	text := ""
	n.Each("w:listEntry", func(c *office.Node) {
		if at == 0 {
			text = c.Attr("w:val")
		}
		at--
	})
	return text
}

func (p *para) symbolField(code, face string, place int) string {
	r := rune(number(code, 0))
	if office.IsSymbolFace(face) {
		r = office.SignOf(face, r)
	}
	if r == 0 {
		return string(p.f.r.UnknownSign(place, face, rune(number(code, 0))))
	}
	return string(r)
}
