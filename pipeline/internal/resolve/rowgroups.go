package resolve

import (
	"slices"
	"strconv"

	"octavo/pipeline/internal/ast"
)

// rowGroups finds the row groups of the body: each begins with rows that head
// it, or is the foot.
func (g *Grid) rowGroups(t *ast.Table) {
	g.Groups, g.heads = []int{0}, make([]bool, len(t.Body))
	begin := func(i int) {
		if last := g.Groups[len(g.Groups)-1]; i > last {
			g.Groups = append(g.Groups, i)
		}
	}
	foot, reach := len(t.Body)-t.FootRows, 0
	for i, r := range t.Body {
		head := i < foot && i >= reach && g.headsGroup(t, r, i)
		for j := range g.Body[i] {
			g.Body[i][j].Group = head || r.Cells[j].Scope == ast.ScopeGroup
		}
		g.heads[i] = head
		if head && (i == 0 || !g.heads[i-1]) {
			begin(i)
		}
		g.grouped = g.grouped || head
		for _, c := range r.Cells {
			reach = max(reach, i+c.RowSpan)
		}
	}
	if t.FootRows > 0 {
		begin(foot)
	}
}

// headsGroup reports whether a row of the body holds nothing but a header over
// all its columns, or one that says itself that it heads a group.
func (g *Grid) headsGroup(t *ast.Table, r *ast.Row, i int) bool {
	if len(r.Cells) == 0 || g.Body[i][0].Col != 0 || g.Body[i][0].Header == ast.HeaderNone || r.Cells[0].RowSpan > 1 {
		return false
	}
	for _, c := range r.Cells[1:] {
		if len(c.Blocks) > 0 {
			return false
		}
	}
	return len(r.Cells) == 1 && len(t.Cols) > 1 || r.Cells[0].Scope == ast.ScopeGroup
}

// leads tells the data cells below the heads of groups which headers they have.
type leads struct {
	g      *Grid
	t      *ast.Table
	id     func(*Place) string
	over   [][]string // the headers above each column
	beside [][]string // those in each row
	groups []string   // the heads of the groups at hand
	run    bool       // the row before heads a group
}

// lead has the data cells below the head of a group name their headers, as
// their places alone do not tell that it heads them (ISO 32000-1, 14.8.5.7).
func (g *Grid) lead(t *ast.Table, id func(*Place) string) {
	l := &leads{g: g, t: t, id: id, over: g.over(t, id), beside: make([][]string, len(t.Body))}
	for i := range t.Body[:len(t.Body)-t.FootRows] {
		if g.heads[i] {
			l.group(i)
			continue
		}
		l.run = false
		l.row(i)
	}
}

// group takes a row that heads a group. Such rows that stand below each other
// head what follows together; fewer of them replace the innermost.
func (l *leads) group(i int) {
	if !l.run {
		n := 1
		for i+n < len(l.g.heads) && l.g.heads[i+n] {
			n++
		}
		l.groups = l.groups[:max(0, len(l.groups)-n)]
	}
	l.run = true
	l.groups = append(l.groups[:len(l.groups):len(l.groups)], l.id(&l.g.Body[i][0]))
}

// row gives the data cells of a row their headers: of the groups, the row and
// the columns.
func (l *leads) row(i int) {
	places := l.g.Body[i]
	for j, c := range l.t.Body[i].Cells {
		if h := places[j].Header; h == ast.HeaderRow || h == ast.HeaderBoth {
			for k := i; k < min(i+c.RowSpan, len(l.beside)); k++ {
				l.beside[k] = append(l.beside[k], l.id(&places[j]))
			}
		}
	}
	for j, c := range l.t.Body[i].Cells {
		p := &places[j]
		if p.Header != ast.HeaderNone || len(c.Headers) > 0 || len(l.groups) == 0 {
			continue
		}
		p.Headers = slices.Concat(l.groups, l.beside[i])
		for k := p.Col; k < min(p.Col+c.ColSpan, len(l.over)); k++ {
			p.Headers = appendOnce(p.Headers, l.over[k])
		}
	}
}

// over gives each column the headers above it.
func (g *Grid) over(t *ast.Table, id func(*Place) string) [][]string {
	out := make([][]string, len(t.Cols))
	for i, r := range t.Head {
		for j, c := range r.Cells {
			p := &g.Head[i][j]
			if p.Header != ast.HeaderColumn && p.Header != ast.HeaderBoth {
				continue
			}
			for k := p.Col; k < min(p.Col+c.ColSpan, len(out)); k++ {
				out[k] = append(out[k], id(p))
			}
		}
	}
	return out
}

func appendOnce(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// cellNames gives header cells that have no identifier one.
type cellNames struct {
	used map[string]bool
	held *Held
	n    int
}

func (c *cellNames) id(p *Place) string {
	if p.ID == "" {
		c.n++
		p.ID = fresh("th-"+strconv.Itoa(c.n), c.used)
		c.held.IDs = append(c.held.IDs, p.ID)
	}
	return p.ID
}
