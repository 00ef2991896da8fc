package markup

import (
	"strings"

	"golang.org/x/net/html"
)

// weight is what an element holds, in bytes of text but for the links.
type weight struct {
	text   int
	linked int // in links that do not lead to a place in the page
	links  int
	prose  int // in paragraphs of running text
	// ended tells that the text holds the end of a sentence.
	ended bool
	// site tells that it speaks of the site (siteTalk).
	site bool
}

func (w *weight) add(v weight) {
	w.text += v.text
	w.linked += v.linked
	w.links += v.links
	w.prose += v.prose
	w.ended, w.site = w.ended || v.ended, w.site || v.site
}

// minProse is how long a paragraph of running text is at least, in bytes: about
// a dozen words, more than a menu's entry, a button or a line of authors has.
const minProse = 80

// weigh measures the elements of n that are content as far as their own mark-up
// tells, and returns what n adds to the line of text that it stands in, where it
// is no block.
func (r *reader) weigh(n *html.Node) (line weight) {
	switch {
	case n.Type == html.TextNode:
		return weight{text: len(strings.TrimSpace(n.Data)), ended: endsSentence(n.Data)}
	case n.Type != html.ElementNode || r.leaveOut(n) != "":
		return weight{}
	}
	var all, blocks weight
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		run := r.weigh(c)
		line.add(run)
		if c.Type == html.ElementNode {
			blocks.addBlock(r.weights[c], run)
		}
	}
	if siteOrWeb(n) {
		line.linked, line.links = line.text, line.links+1
	}
	all = line
	all.add(blocks)
	if isBlock(n) && line.isProse() {
		all.prose += line.text
	}
	r.weights[n] = all
	if isBlock(n) {
		return weight{}
	}
	return line
}

// addBlock adds what an element holds apart from the run of it in the line around.
func (w *weight) addBlock(own, run weight) {
	w.add(own)
	w.text -= run.text
	w.linked -= run.linked
	w.links -= run.links
}

// isProse reports whether the line of text of a block is running text.
func (w weight) isProse() bool { return w.text >= minProse && 3*w.linked < w.text && w.ended }

// endsSentence reports whether a text holds the end of a sentence, in the signs
// of Latin, Greek, Cyrillic, Arabic and East Asian writing.
func endsSentence(s string) bool {
	return strings.ContainsAny(s, ".!?;:…۔؟।。！？；：")
}

// siteOrWeb reports whether an element is a link that leaves the page.
func siteOrWeb(n *html.Node) bool {
	href, ok := lookup(n, "href")
	return ok && n.Data == "a" && !strings.HasPrefix(strings.TrimSpace(href), "#")
}
