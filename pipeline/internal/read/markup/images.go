package markup

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// image adds an image; one that a reader cannot see is left out.
func (in *inlines) image(n *html.Node) {
	src := imageSource(n)
	alt, hasAlt := lookup(n, "alt")
	alt = oneLine(alt)
	if src == "" || attr(n, "width") == "1" || attr(n, "height") == "1" {
		in.unseen(src, alt)
		return
	}
	img := &ast.Image{At: in.r.at(), Src: strings.Join(strings.Fields(src), "%20"), Alt: alt, Title: tooltip(n), Width: statedWidth(n), Height: statedHeight(n)}
	img.Decorative = alt == "" && (hasAlt || hasRole(n, "presentation", "none"))
	in.add(img)
}

// tooltip is what an element shows under the pointer, with plain blanks as Markdown keeps
// it.
func tooltip(n *html.Node) string { return chars.OneLine(attr(n, "title")) }

// ownImage reports whether an element with a name of its own is an image, as
// amp-img is: one named so that has a source and no text.
func ownImage(n *html.Node) bool {
	return (strings.HasSuffix(n.Data, "-img") || strings.HasSuffix(n.Data, "-image")) && imageSource(n) != "" && oneLine(textOf(n)) == ""
}

// unseen says that an image was left out that has no file or no size.
func (in *inlines) unseen(src, alt string) {
	if strings.ContainsFunc(alt, unicode.IsLetter) {
		in.r.lose("img", fmt.Sprintf("an image without a file was left out, and its description %q", alt), "name the image's file in src", alt)
		return
	}
	in.r.drop(CodeImage, 0.9, alt, fmt.Sprintf("the image %q was left out: nobody can see it", src))
}

// statedWidth is the width that an image's style or attribute says: a percentage is of
// the figure around it, where that has a width.
func statedWidth(n *html.Node) ast.Width {
	w := ownWidth(n)
	if share, ok := strings.CutSuffix(string(w), "%"); ok {
		percent, err := strconv.ParseFloat(share, 64)
		if around := ownWidth(closest(n.Parent, "figure")); err == nil && around.Scaled(1) != "" {
			return around.Scaled(percent / 100)
		}
	}
	return w
}

func ownWidth(n *html.Node) ast.Width {
	if n == nil {
		return ""
	}
	if w, ok := ast.ParseWidth(style(n, "width")); ok {
		return w
	}
	w, _ := ast.ParseWidth(attr(n, "width"))
	return w
}

// statedHeight is the height that an image's style or attribute says; "" where a width
// stands beside it, which tells more.
func statedHeight(n *html.Node) ast.Width {
	if statedWidth(n) != "" {
		return ""
	}
	if h, ok := ast.ParseWidth(style(n, "height")); ok {
		return h
	}
	h, _ := ast.ParseWidth(attr(n, "height"))
	return h
}

// lateSources are the attributes in which scripts that load pictures late find
// their address.
var lateSources = []string{"data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-hi-res-src"}

// imageSource is the address of the picture that an img shows in the end: its
// own, unless that only holds the place for one that is loaded late.
func imageSource(n *html.Node) string {
	src := strings.TrimSpace(attr(n, "src"))
	if src != "" && !placeholder(src) && !loadedLate(n) {
		return src
	}
	for _, key := range lateSources {
		if late := strings.TrimSpace(attr(n, key)); late != "" {
			return late
		}
	}
	sets := []string{attr(n, "data-srcset")}
	if src == "" || placeholder(src) {
		sets = append([]string{attr(n, "srcset"), attr(n, "data-srcset")}, sourcesOf(n)...)
	}
	for _, set := range sets {
		if chosen := fromSet(set); chosen != "" {
			return chosen
		}
	}
	if spare := spareImage(n); spare != "" {
		return spare
	}
	return src
}

// loadedLate reports whether a class says of a picture that a script loads it late.
func loadedLate(n *html.Node) bool {
	return strings.Contains(strings.ToLower(attr(n, "class")), "lazy")
}

// sourcesOf are the sets of the picture element around an img (HTML, 4.8.2).
func sourcesOf(n *html.Node) []string {
	if !is(n.Parent, "picture") {
		return nil
	}
	var out []string
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		if is(c, "source") && !strings.HasSuffix(attr(c, "type"), "avif") {
			out = append(out, attr(c, "srcset"), attr(c, "data-srcset"))
		}
	}
	return out
}

// spareImage is the picture that pages without scripts show in the place of n.
func spareImage(n *html.Node) string {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if !is(next, "noscript") {
		return ""
	}
	if img := find(next, "img"); img != nil {
		return strings.TrimSpace(attr(img, "src"))
	}
	return ""
}

// heldPlace are the names of pictures that only hold a place.
var heldPlace = pattern.Of(`(?i)(^|[/_.-])(blank|placeholder|spacer|pixel|transparent|loading|lazy|lazyload|1x1|clear)[^/]*\.(gif|png|svg)([?#]|$)`)

// maxPlaceholder is the length of a data address up to which it can only hold a
// dot, a colour or a blur.
const maxPlaceholder = 600

func placeholder(src string) bool {
	return strings.HasPrefix(src, "data:") && len(src) <= maxPlaceholder || heldPlace.MatchString(src)
}

// widest is the width in pixels beyond which a picture gains nothing in print:
// 17 cm at 300 dots an inch.
const widest = 2000

// fromSet chooses from a srcset (HTML, 4.8.4.2.1): what is for a density of 1,
// else the widest within bounds.
func fromSet(set string) string {
	best, most := "", -1
	for _, part := range candidates(set) {
		size, fit := 1, strings.HasSuffix(part.descriptor, "w")
		if fit {
			size, _ = strconv.Atoi(strings.TrimSuffix(part.descriptor, "w"))
		} else if part.descriptor != "" && part.descriptor != "1x" {
			size = 0
		}
		if best == "" || size > most && (!fit || size <= widest) {
			best, most = part.address, size
		}
	}
	return best
}

type candidate struct{ address, descriptor string }

// candidates parts a srcset. An address may hold commas but not end in one.
func candidates(set string) []candidate {
	var out []candidate
	for words := strings.Fields(set); len(words) > 0; {
		c := candidate{address: words[0]}
		words = words[1:]
		if address, ended := strings.CutSuffix(c.address, ","); ended {
			c.address = address
		} else if len(words) > 0 {
			c.descriptor = strings.TrimSuffix(words[0], ",")
			words = words[1:]
		}
		if c.address != "" {
			out = append(out, c)
		}
	}
	return out
}

// drawing reports whether an element that holds no text of the page shows a
// picture: an object or embed of an image, a drawing in the page that has a
// text alternative and is more than a button's sign, or an empty element that says
// what the picture behind it shows.
func drawing(n *html.Node) bool {
	switch {
	case is(n, "object"):
		return isPicture(attr(n, "data"), attr(n, "type"))
	case is(n, "embed"):
		return isPicture(attr(n, "src"), attr(n, "type"))
	case is(n, "svg"):
		return svgLabel(n) != "" && closest(n.Parent, "a", "button", "summary", "nav", "li") == nil && (closest(n.Parent, "figure") != nil || !isSmall(n))
	}
	return hasRole(n, "img") && (groundOf(n) != "" || groundOf(onlyElement(n)) != "") && attr(n, "aria-label") != "" && isEmpty(n)
}

// groundOf is the address of the picture that an element's style draws behind it.
func groundOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	if m := groundAddress.FindStringSubmatch(attr(n, "style")); m != nil {
		return m[1]
	}
	return ""
}

var groundAddress = pattern.Of(`(?i)\bbackground(?:-image)?\s*:[^;]*\burl\(\s*["']?([^"')\s]+)`)

// isPicture tells a picture by its media type or its name.
func isPicture(address, kind string) bool {
	if kind != "" {
		return strings.HasPrefix(kind, "image/")
	}
	address, _, _ = strings.Cut(strings.ToLower(address), "?")
	for _, ext := range []string{".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"} {
		if strings.HasSuffix(address, ext) {
			return true
		}
	}
	return false
}

// iconSize is the size in pixels up to which a drawing is a sign.
const iconSize = 48

// isSmall reports whether a drawing is no larger than a sign, as it says itself.
func isSmall(n *html.Node) bool {
	box := strings.FieldsFunc(attr(n, "viewBox"), func(c rune) bool { return c == ' ' || c == ',' })
	if len(box) == 0 {
		box = strings.FieldsFunc(attr(n, "viewbox"), func(c rune) bool { return c == ' ' || c == ',' })
	}
	for _, s := range []string{style(n, "width"), attr(n, "width"), strings.Join(box[min(2, len(box)):min(3, len(box))], "")} {
		if w, ok := ast.ParseWidth(s); ok {
			return w.Points(1000, 12) <= iconSize*0.75
		}
	}
	return false
}

// svgLabel is the text alternative of a drawing in the page: its name and, behind that,
// its description (SVG 2, 5.7; SVG Accessibility API Mappings, 5.1).
func svgLabel(n *html.Node) string {
	label := oneLine(attr(n, "aria-label"))
	for _, name := range []string{"title", "desc"} {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if text := oneLine(textOf(c)); is(c, name) && (label == "" || name == "desc") && !strings.Contains(label, text) {
				label = sentences(label, text)
			}
		}
	}
	return label
}

// sentences are two texts one after the other, with a stop between them.
func sentences(first, second string) string {
	if first != "" && !strings.ContainsAny(first[len(first)-1:], ".!?:;") {
		first += "."
	}
	return strings.TrimSpace(first + " " + second)
}

// drawing adds the picture that an object, embed or svg shows. An img inside an
// object is taken in its place: it shows everywhere.
func (in *inlines) drawing(n *html.Node) {
	img := &ast.Image{At: in.r.at(), Title: tooltip(n), Width: statedWidth(n), Height: statedHeight(n), Alt: oneLine(attr(n, "aria-label"))}
	switch n.Data {
	case "svg":
		img.Src, img.Alt = in.r.svgSource(n), svgLabel(n)
	case "object":
		img.Src = attr(n, "data")
		if img.Alt == "" {
			img.Alt = oneLine(textOf(n))
		}
		if inner := find(n, "img"); inner != nil {
			img.Src, img.Alt = cmp.Or(imageSource(inner), img.Src), cmp.Or(img.Alt, oneLine(attr(inner, "alt")))
		}
	default:
		img.Src = cmp.Or(attr(n, "src"), groundOf(n), groundOf(onlyElement(n)))
	}
	if img.Alt == "" && !is(n, "svg") { // these have no other attribute for it
		img.Alt, img.Title = img.Title, ""
	}
	if img.Src = strings.Join(strings.Fields(img.Src), "%20"); img.Src == "" {
		in.unseen("", img.Alt)
		return
	}
	in.add(img)
}

// svgSource is a drawing as a data address (RFC 2397). What it says in letters is
// on record, for it is no text in any edition.
func (r *reader) svgSource(n *html.Node) string {
	walk(n, func(c *html.Node) bool {
		for i := 0; i < len(c.Attr); i++ {
			if c.Attr[i].Key == lineAttr {
				c.Attr = append(c.Attr[:i:i], c.Attr[i+1:]...)
			}
		}
		return true
	})
	r.add(diag.Info, CodeImage, 1, "a drawing in the page was made a picture of its own", "")
	if text := oneLine(textOf(n)); text != "" {
		r.drop(CodeImage, 1, text, "the words of a drawing in the page are part of the picture")
	}
	if _, ok := lookup(n, "xmlns"); !ok {
		n.Attr = append(n.Attr, html.Attribute{Key: "xmlns", Val: "http://www.w3.org/2000/svg"})
	}
	var b bytes.Buffer
	if html.Render(&b, n) != nil {
		return ""
	}
	return "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
}
