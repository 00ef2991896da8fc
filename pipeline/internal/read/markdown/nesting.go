package markdown

import (
	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/ast"
)

// tooDeep ends a parse at a line, counted from 0: goldmark looks at every open
// block on every line, so that its time grows with the depth, and it cannot be
// told to stop.
type tooDeep struct{ line int }

// tooNested ends a parse at an offset of the source.
type tooNested struct{ offset int }

// nestGuard holds the blocks that a parser opens to ast.MaxNesting.
type nestGuard struct{ parser.BlockParser }

// guarded puts a guard around each parser.
func guarded(parsers []util.PrioritizedValue) []util.PrioritizedValue {
	for i, p := range parsers {
		parsers[i].Value = nestGuard{p.Value.(parser.BlockParser)}
	}
	return parsers
}

// Open opens a block as the parser does; it panics with tooDeep or tooMany.
func (g nestGuard) Open(parent gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	node, state := g.BlockParser.Open(parent, reader, pc)
	if node != nil && state&parser.HasChildren != 0 && levels(parent) >= ast.MaxNesting && !isItem(node) {
		line, _ := reader.Position()
		panic(tooDeep{line})
	}
	if node != nil {
		_, segment := reader.Position()
		pc.Get(partsKey).(*parts).count(1, segment.Start)
	}
	return node, state
}

// levels counts a block and what it is in; a list and its item are one level.
func levels(n gast.Node) int {
	count := 0
	for ; n.Parent() != nil; n = n.Parent() {
		if !isItem(n) {
			count++
		}
	}
	return count
}

func isItem(n gast.Node) bool {
	return n.Kind() == gast.KindListItem || n.Kind() == east.KindDefinitionTerm || n.Kind() == east.KindDefinitionDescription
}
