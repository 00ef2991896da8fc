package style

import (
	"fmt"
	"path"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"octavo/pipeline/internal/diag"
)

// FaceRule is a face that an @font-face rule names (CSS Fonts 4, 4).
type FaceRule struct {
	Family string
	Weight int // CSS, 100 to 900
	Italic bool
	// File is the face's file as the rule names it, From the sheet in which the
	// rule stands, and Pos its place there.
	File, From string
	Pos        diag.Pos
}

// fontFace reads an @font-face rule. What it lacks or names wrongly is an error:
// pages in another face than the one asked for are none of the office's.
func (p *parser) fontFace(raw rawRule) {
	f := FaceRule{Weight: 400, From: raw.file, Pos: at(raw.file, raw.line)}
	var err error
	for _, ts := range split(raw.body, ";") {
		ts = trim(ts)
		if len(ts) == 0 || err != nil {
			continue
		}
		value := ts[1:]
		if colon := words(value); len(colon) > 0 && colon[0].kind == css.ColonToken {
			value = colon[1:]
		}
		err = f.descriptor(p, raw, ts[0], p.substitute(value))
	}
	switch {
	case err != nil:
	case f.Family == "":
		err = raw.fault("this face has no font-family", `name the family, as in font-family: "Huis Sans";`)
	case f.File == "":
		err = raw.fault(fmt.Sprintf("this face of %q names no file", f.Family), `name a TrueType file beside the sheet, as in src: url("HuisSans.ttf");`)
	}
	if err != nil && p.fault == nil {
		p.fault = err
	}
	p.sheet.Faces = append(p.sheet.Faces, f)
}

// descriptor reads one descriptor; those that only browsers need are passed over
// with a warning.
func (f *FaceRule) descriptor(p *parser, raw rawRule, name token, value []token) error {
	ok := true
	c := trial()
	switch name.name() {
	case "font-family":
		ok = fontFamily(c, value) && len(c.style.FontFamily) == 1
		f.Family = c.style.FontFamily[0]
	case "font-weight":
		ok = fontWeight(c, value)
		f.Weight = c.style.FontWeight
	case "font-style":
		ok = properties["font-style"](c, value)
		f.Italic = c.style.Italic
	case "src":
		return f.src(raw, value)
	default:
		p.warn(UnknownProperty, raw.file, name.line, "the descriptor “"+name.name()+"” of a face is not known", "Octavo has font-family, font-weight, font-style and src")
	}
	if !ok {
		raw.line = name.line
		return raw.fault("“"+text(value)+"” is no value for “"+name.name()+"” of a face", "write one family, one weight such as 600, and normal or italic")
	}
	return nil
}

// src takes the first TrueType file of the list.
func (f *FaceRule) src(raw rawRule, value []token) error {
	raw.line = value[0].line
	refused := ""
	for _, one := range split(value, ",") {
		if len(one) == 0 {
			continue
		}
		file, isURL := fileOf(one[0])
		switch {
		case !isURL:
			refused = text(one) + " names no file"
		case isWeb(file):
			refused = file + " is on the web, and nothing is fetched from there"
		case strings.HasPrefix(strings.ToLower(path.Ext(file)), ".woff"):
			refused = file + " is packed for the web"
		default:
			f.File = file
			return nil
		}
	}
	return raw.fault("src: "+refused, `put the face's TrueType file beside the sheet, as in src: url("HuisSans.ttf");`)
}

// fileOf is what url(…) names.
func fileOf(t token) (string, bool) {
	if t.kind != css.URLToken {
		return "", false
	}
	return urlOf(t), true
}
