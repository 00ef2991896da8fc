package markdown_test

import (
	"encoding/json"
)

type pandocDoc struct {
	Blocks []pandocNode `json:"blocks"`
}

// pandocNode is a block or inline of pandoc's tree: a tag with its content.
type pandocNode struct {
	T string          `json:"t"`
	C json.RawMessage `json:"c"`
}

// parts unmarshals a node's content into the places given.
func parts(c json.RawMessage, into ...any) {
	var list []json.RawMessage
	if json.Unmarshal(c, &list) != nil {
		return
	}
	for i, p := range into {
		if i < len(list) && p != nil {
			_ = json.Unmarshal(list[i], p)
		}
	}
}

// pandocAttr is (identifier, classes, pairs).
type pandocAttr struct {
	id      string
	classes []string
	keys    map[string]string
}

func (a *pandocAttr) UnmarshalJSON(b []byte) error {
	var pairs [][2]string
	parts(b, &a.id, &a.classes, &pairs)
	a.keys = map[string]string{}
	for _, p := range pairs {
		a.keys[p[0]] = p[1]
	}
	return nil
}

func (a pandocAttr) has(class string) bool {
	for _, c := range a.classes {
		if c == class {
			return true
		}
	}
	return false
}

// lineTag reports whether an inline is the tag of a line break.
func lineTag(n pandocNode) bool {
	var format, text string
	parts(n.C, &format, &text)
	return n.T == "RawInline" && text == "<br>"
}
