package meta

import (
	"fmt"
	"slices"

	yamlast "github.com/goccy/go-yaml/ast"
)

// twice gives the fault of a key that stands twice in one mapping; nil where none
// does. In the front matter of another program one that is not ours may, as there.
func (p *metaParser) twice(n yamlast.Node, top bool) error {
	if list, ok := n.(*yamlast.SequenceNode); ok {
		for _, item := range list.Values {
			if err := p.twice(item, false); err != nil {
				return err
			}
		}
	}
	seen := map[string]bool{}
	for _, pair := range keysIn(n) {
		key := pair.Key.String()
		if p.frontMatter && top && !slices.Contains(p.known, key) {
			continue
		}
		if seen[key] {
			return &Error{Pos: p.pos(pair.Key), Msg: fmt.Sprintf("the key %q stands here a second time", key), Remedy: "keep one of them"}
		}
		seen[key] = true
		if err := p.twice(pair.Value, false); err != nil {
			return err
		}
	}
	return nil
}

// keysIn are the keys of a mapping with their values.
func keysIn(n yamlast.Node) []*yamlast.MappingValueNode {
	switch n := n.(type) {
	case *yamlast.MappingNode:
		return n.Values
	case *yamlast.MappingValueNode:
		return []*yamlast.MappingValueNode{n}
	}
	return nil
}
