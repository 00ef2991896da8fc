package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/text"
)

// undirected are the elements whose direction is not carried: the signs for it would
// be part of what code says, and the columns of a table follow the document.
var undirected = map[string]bool{"pre": true, "code": true, "kbd": true, "samp": true, "tt": true, "table": true}

// way is how the text around runs: the direction that a block was given, "" for none,
// and that of its language.
type way struct {
	dir  string
	back bool
}

// turned reports whether the direction given says more of words than their language.
func (w way) turned(run []*html.Node) bool {
	dir := w.dir
	if dir == "auto" {
		dir = text.DirectionOf(words(run))
	}
	return dir != "" && (dir == "rtl") != w.back
}

// directions puts in the signs of Unicode that say what dir, bdo and bdi say (HTML,
// 3.2.6.4 and 15.3.5), so that every edition shows the letters in that order. What
// they do not change is left as it is.
func (r *reader) directions(root *html.Node, lang string) {
	any, turns := false, false
	walk(root, func(n *html.Node) bool {
		_, dir := lookup(n, "dir")
		any = any || dir || n.Data == "bdo"
		turns = turns || n.Type == html.TextNode && text.HasRightToLeft(n.Data) || strings.EqualFold(attr(n, "dir"), "rtl") || n.Data == "bdo"
		return !unseen[n.Data]
	})
	w := way{back: meta.RightToLeft(lang)}
	if turns && (any || find(root, "bdi") != nil) {
		directIn(root, w.of(root))
	}
}

// of is the way inside an element.
func (w way) of(n *html.Node) way {
	if lang := attr(n, "lang"); lang != "" {
		w.back = meta.RightToLeft(lang)
	}
	if dir := strings.ToLower(strings.TrimSpace(attr(n, "dir"))); dir == "ltr" || dir == "rtl" || dir == "auto" {
		w.dir = dir
		if (n.Data == "html" || n.Data == "body") && attr(n, "lang") == "" {
			w.dir = "" // the language, which is found out later, says it
		}
	}
	return w
}

func directIn(n *html.Node, w way) {
	var run []*html.Node
	flush := func() {
		if w.turned(run) {
			enclose(run, w.dir, false)
		}
		run = nil
	}
	for _, c := range slices.Collect(n.ChildNodes()) {
		switch {
		case c.Type == html.TextNode:
			run = append(run, c)
			continue
		case c.Type != html.ElementNode || unseen[c.Data] || undirected[c.Data] && c.Data != "table" || c.Data == "math":
			continue
		case isBlock(c) || c.Data == "br":
			flush()
			directIn(c, w.of(c))
			continue
		}
		run = append(run, c)
		directIn(c, way{back: w.of(c).back})
		if dir := ownWay(c); dir != "" {
			enclose(slices.Collect(c.ChildNodes()), dir, c.Data == "bdo")
		}
	}
	flush()
}

// ownWay is the direction of an element in running text.
func ownWay(n *html.Node) string {
	dir := attr(n, "dir")
	if n.Data == "bdi" && dir == "" {
		return "auto"
	}
	return dir
}

// words is the text of a run of nodes.
func words(run []*html.Node) string {
	var b strings.Builder
	for _, n := range run {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			continue
		}
		b.WriteString(textOf(n))
	}
	return b.String()
}

// hasText reports whether there is anything to read in a node.
func hasText(n *html.Node) bool {
	found := false
	walk(n, func(c *html.Node) bool {
		found = found || c.Type == html.TextNode && strings.TrimSpace(c.Data) != ""
		return !found
	})
	return found
}

// enclose puts the signs of a direction around a run of nodes, within the white space
// at its ends; nothing where it has no words.
func enclose(run []*html.Node, dir string, override bool) {
	open, end := text.Directed(dir, override)
	if open == "" || !slices.ContainsFunc(run, hasText) {
		return
	}
	first, last := run[0], run[len(run)-1]
	if first.Type == html.TextNode {
		rest := strings.TrimLeft(first.Data, " \t\n\f")
		first.Data = first.Data[:len(first.Data)-len(rest)] + open + rest
	} else {
		first.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: open}, first)
	}
	if last.Type == html.TextNode {
		rest := strings.TrimRight(last.Data, " \t\n\f")
		last.Data = rest + end + last.Data[len(rest):]
	} else {
		last.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: end}, last.NextSibling)
	}
}
