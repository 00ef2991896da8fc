package style

import (
	"slices"

	"github.com/tdewolff/parse/v2/css"
)

// ContentKind says what an item of a content list stands for.
type ContentKind uint8

// The kinds of content (CSS Generated Content for Paged Media, 1 to 4).
const (
	Literal     ContentKind = iota // Text as it is
	PageNumber                     // counter(page), in the numerals Text; "" is decimal
	PageCount                      // counter(pages)
	NamedString                    // string(Text), by Policy
	Leader                         // leader(Text)
	TargetPage                     // target-counter(attr(href), page)
)

// ContentItem is one part of a content list.
type ContentItem struct {
	Kind ContentKind
	Text string
	// Policy says which value of a named string holds on a page: "first"
	// (the default), "start", "last" or "first-except".
	Policy string
}

// content reads the value of the property content. None and normal give an
// empty list that is not nil.
func content(ts []token) ([]ContentItem, bool) {
	if len(ts) == 1 && (ts[0].name() == "none" || ts[0].name() == "normal") {
		return []ContentItem{}, true
	}
	var out []ContentItem
	for i := 0; i < len(ts); {
		end := i + 1
		if ts[i].kind == css.FunctionToken {
			end = min(matching(ts, i)+1, len(ts))
		}
		item, ok := contentItem(ts[i], ts[i+1:max(end-1, i+1)])
		if !ok {
			return nil, false
		}
		out = append(out, item)
		i = end
	}
	return out, len(out) > 0
}

// contentItem reads one item: a string, or the function t with its arguments.
func contentItem(t token, args []token) (ContentItem, bool) {
	if t.kind == css.StringToken {
		return ContentItem{Kind: Literal, Text: unquote(t.text)}, true
	}
	if t.kind != css.FunctionToken || len(args) == 0 {
		return ContentItem{}, false
	}
	switch t.name() {
	case "counter":
		return counter(args)
	case "string":
		return namedString(args)
	case "leader":
		return leader(args[0])
	case "target-counter":
		return ContentItem{Kind: TargetPage}, text(args) == "attr(href),page"
	}
	return ContentItem{}, false
}

func counter(args []token) (ContentItem, bool) {
	numerals := ""
	if len(args) == 3 && args[1].kind == css.CommaToken {
		numerals = args[2].name()
	} else if len(args) != 1 {
		return ContentItem{}, false
	}
	known := slices.Contains([]string{"", "lower-roman", "upper-roman"}, numerals)
	switch args[0].name() {
	case "page":
		return ContentItem{Kind: PageNumber, Text: numerals}, known
	case "pages":
		return ContentItem{Kind: PageCount}, numerals == ""
	}
	return ContentItem{}, false
}

func namedString(args []token) (ContentItem, bool) {
	item := ContentItem{Kind: NamedString, Text: args[0].text, Policy: "first"}
	if len(args) == 1 {
		return item, true
	}
	item.Policy = args[len(args)-1].name()
	switch item.Policy {
	case "first", "start", "last", "first-except":
		return item, len(args) == 3 && args[1].kind == css.CommaToken
	}
	return item, false
}

// leader reads what a leader repeats: a string, or one of CSS's three names.
func leader(arg token) (ContentItem, bool) {
	named := map[string]string{"dotted": ". ", "solid": "_", "space": " "}
	if arg.kind == css.StringToken {
		return ContentItem{Kind: Leader, Text: unquote(arg.text)}, true
	}
	s, ok := named[arg.name()]
	return ContentItem{Kind: Leader, Text: s}, ok
}
