package ast

// RepeatedAbbrs are the abbreviations of a document, its matter aside, that
// have the expansion which their word had at its use before.
func RepeatedAbbrs(doc *Document) map[*Abbr]bool {
	repeated, latest := map[*Abbr]bool{}, map[string]string{}
	eachAbbr(&Document{Blocks: WithoutMatter(doc.Blocks), Notes: doc.Notes}, func(n *Abbr) {
		word := PlainText(n.Inlines)
		repeated[n] = n.Expansion != "" && latest[word] == n.Expansion
		latest[word] = n.Expansion
	})
	return repeated
}

// ExpandAbbrs gives abbreviations without an expansion that of another use of
// their word, the nearest before or else the first behind, and returns those
// for which the document has none.
func ExpandAbbrs(doc *Document) []*Abbr {
	latest, waiting := map[string]string{}, map[string][]*Abbr{}
	eachAbbr(doc, func(n *Abbr) {
		word := PlainText(n.Inlines)
		if n.Expansion == "" {
			n.Expansion = latest[word]
		}
		if n.Expansion == "" {
			waiting[word] = append(waiting[word], n)
			return
		}
		latest[word] = n.Expansion
		for _, w := range waiting[word] {
			w.Expansion = n.Expansion
		}
		delete(waiting, word)
	})
	var bare []*Abbr
	if len(waiting) > 0 {
		eachAbbr(doc, func(n *Abbr) {
			if n.Expansion == "" {
				bare = append(bare, n)
			}
		})
	}
	return bare
}

func eachAbbr(doc *Document, visit func(*Abbr)) {
	WalkDocument(doc, func(n Node) bool {
		if a, ok := n.(*Abbr); ok {
			visit(a)
		}
		return true
	})
}
