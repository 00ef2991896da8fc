package understand

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

// Tree is a tree of decisions over the signs of a finished line, as boosting makes
// them (Friedman 2001): its leaves are added to the linear part.
type Tree struct {
	Sign        int // of an inner node; in a leaf -1
	From        float32
	Value       float32 // of a leaf
	Less, Least *Tree   // where the sign is less than From, and where it is at least that
}

// leafSign marks the nodes that ask nothing.
const leafSign = -1

// value is that of the leaf which signs lead to.
func (t *Tree) value(linear float32, signs []float32) float32 {
	for t.Sign != leafSign {
		v := linear
		if t.Sign != aboutLinear {
			v = signs[t.Sign]
		}
		if v < t.From {
			t = t.Less
		} else {
			t = t.Least
		}
	}
	return t.Value
}

// chanceBy is the probability that the trees give on top of the logarithm of the odds that
// they stand on.
func chanceBy(trees []*Tree, linear float32, signs []float32) float64 {
	sum := linear
	for _, t := range trees {
		sum += t.value(linear, signs)
	}
	return 1 / (1 + math.Exp(-float64(sum)))
}

// treeSign is a question of trees to what they decide about.
type treeSign[T any] struct {
	name string
	of   func(T) float64
}

func signNames[T any](signs []treeSign[T]) []string {
	var names []string
	for _, q := range signs {
		names = append(names, q.name)
	}
	return names
}

// answered appends to buf what the signs say of it.
func answered[T any](signs []treeSign[T], it T, buf []float32) []float32 {
	for _, q := range signs {
		buf = append(buf, float32(q.of(it)))
	}
	return buf
}

//go:embed doubttrees.tsv
var doubtTreesFile string

// embedded reads a table of trees that is part of the program when they are first asked.
func embedded(table string, signs int) func() []*Tree {
	return sync.OnceValue(func() []*Tree { return sound(ParseTrees(table, signs)) })
}

// ParseTrees reads a tree a line, its nodes parted by tabs, each before the two below
// it, which ask one of so many signs: sign:from in thousandths, or =value of a leaf, in thousandths too.
func ParseTrees(table string, signs int) ([]*Tree, error) {
	var out []*Tree
	for line := range strings.Lines(table) {
		if line[0] == '#' {
			continue
		}
		nodes := strings.Fields(line)
		t, rest, err := parseTree(nodes, signs)
		if err == nil && len(rest) > 0 {
			err = fmt.Errorf("doubt: a tree goes on with %q behind its end", rest[0])
		}
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// parseTree reads the tree that nodes begin with and returns those behind it.
func parseTree(nodes []string, signs int) (t *Tree, rest []string, err error) {
	if len(nodes) == 0 {
		return nil, nil, fmt.Errorf("doubt: a tree breaks off")
	}
	if leaf, ok := strings.CutPrefix(nodes[0], "="); ok {
		v, err := strconv.Atoi(leaf)
		return &Tree{Sign: leafSign, Value: float32(v) / 1000}, nodes[1:], err
	}
	sign, from, _ := strings.Cut(nodes[0], ":")
	k, err := strconv.Atoi(sign)
	at, err2 := strconv.Atoi(from)
	if err != nil || err2 != nil || k < 0 || k >= signs {
		return nil, nil, fmt.Errorf("doubt: no sign and bound in %q", nodes[0])
	}
	t = &Tree{Sign: k, From: float32(at) / 1000}
	if t.Less, rest, err = parseTree(nodes[1:], signs); err == nil {
		t.Least, rest, err = parseTree(rest, signs)
	}
	return t, rest, err
}

// TreesTable is the table that ParseTrees reads, with the names of the signs.
func TreesTable(trees []*Tree, names []string) string {
	var b strings.Builder
	fmt.Fprintln(&b, "# Fitted by qa/train on families of papers held out: a tree a line, sign:from in thousandths, =value of leaves in thousandths.")
	for i, name := range names {
		fmt.Fprintf(&b, "# %d\t%s\n", i, name)
	}
	for _, t := range trees {
		b.WriteString(strings.Join(t.nodes(nil), "\t") + "\n")
	}
	return b.String()
}

func (t *Tree) nodes(before []string) []string {
	thousandths := func(v float32) string { return strconv.Itoa(int(math.Round(1000 * float64(v)))) }
	if t.Sign == leafSign {
		return append(before, "="+thousandths(t.Value))
	}
	return t.Least.nodes(t.Less.nodes(append(before, strconv.Itoa(t.Sign)+":"+thousandths(t.From))))
}
