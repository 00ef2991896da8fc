package ast

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/text"
)

// Words are what an edition says in the place of a picture that it cannot show:
// the alternative, else the name of the file.
func (n *Image) Words() string {
	if n.Alt != "" {
		return n.Alt
	}
	return FileName(n.Src)
}

// FileName is a file's name for people: the last part of its address. A picture that
// lies in the address itself (RFC 2397) is called by its kind: image.png.
func FileName(src string) string {
	if kind, ok := strings.CutPrefix(src, "data:image/"); ok {
		end := strings.IndexFunc(kind, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
		return "image." + strings.TrimPrefix(kind[:max(0, end)], "x-")
	}
	if strings.HasPrefix(src, "data:") {
		return "image"
	}
	if u, err := url.Parse(src); err == nil && u.Path != "" {
		return path.Base(u.Path)
	}
	return path.Base(src)
}

// AltFault says why a picture's text alternative is none, in words that go on
// after its name: "has no text alternative". It is "" where the alternative
// stands in for the picture (WCAG 2.2, 1.1.1) and where the picture is mere
// decoration. All editions ask here what they may claim. Caption is the text
// beside the picture; who hears it has heard an equal alternative already.
func (n *Image) AltFault(caption []Inline) string {
	return altFault(n, PlainText(caption))
}

func altFault(n *Image, caption string) string {
	alt := strings.TrimFunc(n.Alt, func(r rune) bool { return !text.IsVisible(r) })
	switch {
	case n.Decorative:
		return ""
	case alt == "":
		return "has no text alternative"
	case isFileName(alt, n.Src):
		return "has the name of a file for its text alternative"
	case isBareLabel(alt):
		return "has a mere label for its text alternative"
	case SameWords(withoutLabel(alt), withoutLabel(caption)):
		return "has its caption for its text alternative"
	}
	return ""
}

// pictureExts are how the names of picture files end.
var pictureExts = []string{
	".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg", ".heic", ".avif", ".eps", ".emf", ".wmf", ".pdf",
}

// isFileName reports whether an alternative is the name of a picture file, or
// the name of the picture's own file, without its ending, as a program numbers
// them: a word alone may be both name and description.
func isFileName(alt, src string) bool {
	ext := path.Ext(alt)
	if stem := strings.TrimSuffix(alt, ext); stem != "" && !strings.HasSuffix(stem, " ") && slices.Contains(pictureExts, strings.ToLower(ext)) {
		return true
	}
	own := path.Base(src)
	return strings.EqualFold(alt, strings.TrimSuffix(own, path.Ext(own))) && strings.ContainsAny(alt, "0123456789_")
}

// labels name a kind of picture and not what it shows, in the languages that
// the project knows and as cameras and programs write them.
var labels = strings.Fields(`
	afbeelding afb figuur fig foto grafiek plaatje beeld illustratie diagram kaart kaartje tabel schema tekening schermafbeelding
	image img picture pic photo photograph figure graphic graph chart illustration diagram map table drawing screenshot scan
	abbildung abb bild foto grafik diagramm illustration karte tabelle schaubild zeichnung
	photographie graphique diagramme schéma carte tableau dessin
	imagen figura gráfico ilustración mapa tabla immagine grafico illustrazione mappa tabella
	dsc dscn dscf pxl alt`)

// isBareLabel reports whether an alternative is a label with perhaps a number:
// "Figuur 3", "Abb. B.2", "image001".
func isBareLabel(alt string) bool {
	rest, ok := afterLabel(alt)
	var m mereNumber
	for _, r := range rest {
		m.add(r)
	}
	return ok && m.is()
}

// afterLabel is what follows the label that a text begins with.
func afterLabel(s string) (rest string, ok bool) {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	return s[end:], slices.Contains(labels, strings.ToLower(s[:end]))
}

// withoutLabel is a caption or alternative without the label that it begins with,
// "Figuur 1. ", and without the signs around it.
func withoutLabel(s string) string {
	const signs = " .:–—"
	s = strings.Trim(s, signs)
	rest, ok := afterLabel(s)
	if !ok {
		return s
	}
	from := 0
	var m mereNumber
	for i, r := range rest {
		if strings.ContainsRune(signs, r) && m.is() {
			from = len(s) - len(rest) + i
		}
		m.add(r)
	}
	return strings.Trim(s[from:], signs)
}

// mereNumber tells of a text, rune by rune, whether it is at most a number: digits, a
// letter, or a short Roman numeral, with signs between them.
type mereNumber struct {
	letters, size int  // the letters; the bytes of letters and digits
	digit, other  bool // there is a digit, a letter that no Roman numeral has
}

func (m *mereNumber) add(r rune) {
	r = unicode.ToLower(r)
	switch {
	case unicode.IsDigit(r):
		m.digit = true
	case unicode.IsLetter(r):
		m.letters++
		m.other = m.other || !strings.ContainsRune("ivx", r)
	default:
		return
	}
	m.size += utf8.RuneLen(r)
}

func (m *mereNumber) is() bool {
	return m.letters <= 1 || !m.digit && !m.other && m.size <= len("xxiii")
}

// TitleText is what contents, bookmarks and navigation call a heading: its
// visible text, or where it has none the alternatives of its pictures.
func TitleText(inlines []Inline) string {
	title := strings.TrimSpace(PlainText(inlines))
	if text.Visible(title) {
		return title
	}
	var alts []string
	WalkInlines(inlines, func(n Node) bool {
		if img, ok := n.(*Image); ok && img.Alt != "" && altFault(img, "") == "" {
			alts = append(alts, img.Alt)
		}
		return true
	})
	return strings.Join(alts, " ")
}
