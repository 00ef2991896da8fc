package pandoc

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markup"
)

// isHTML reports whether a node is raw HTML, which pandoc leaves as it stands where a
// format may hold any (Markdown, MediaWiki, Textile).
func isHTML(v any) bool {
	format, _, ok := rawOf(v)
	return ok && strings.HasPrefix(format, "html")
}

// rawOf is the format and the text of a raw node.
func rawOf(v any) (format, text string, ok bool) {
	if !isTag(v, "RawBlock") && !isTag(v, "RawInline") {
		return "", "", false
	}
	p, _ := v.(map[string]any)["c"].([]any)
	if len(p) != 2 {
		return "", "", false
	}
	format, ok = p[0].(string)
	text, isText := p[1].(string)
	return format, text, ok && isText
}

// structural are the elements that are read with the blocks between their tags; other
// tags, that of a div for instance, say nothing about what stands between them.
const structural = " table ul ol dl blockquote figure details aside h1 h2 h3 h4 h5 h6 p "

func isStructural(name string) bool { return strings.Contains(structural, " "+name+" ") }

func isAny(string) bool { return true }

// tag is the name and the kind of a tag.
type tag struct {
	name string
	kind html.TokenType
}

// tagsOf are the tags of raw HTML. The same ones come over and over, and a tokenizer takes
// four kilobytes for each.
func (r *reader) tagsOf(raw string) []tag {
	if known, ok := r.tags[raw]; ok {
		return known
	}
	var out []tag
	z := html.NewTokenizer(strings.NewReader(raw))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if name, _ := z.TagName(); len(name) > 0 {
			out = append(out, tag{string(name), kind})
		}
	}
	r.tags[raw] = out
	return out
}

// openTag is an element that is open while siblings are looked through.
type openTag struct {
	name string
	at   int
}

// ends gives for those siblings that open an element which another closes the last of
// these. All are found at once: looking ahead from each would take quadratic time.
func (r *reader) ends(list []any, wanted func(string) bool) map[int]int {
	out, count := map[int]int{}, map[string]int{}
	var open []openTag
	for i, v := range list {
		if !isHTML(v) {
			continue
		}
		_, raw, _ := rawOf(v)
		for _, t := range r.tagsOf(raw) {
			switch {
			case !wanted(t.name):
			case t.kind == html.StartTagToken:
				open, count[t.name] = append(open, openTag{t.name, i}), count[t.name]+1
			case t.kind == html.EndTagToken && count[t.name] > 0:
				last := len(open) - 1
				for ; open[last].name != t.name; last-- {
					count[open[last].name]--
				}
				if count[t.name]--; open[last].at != i {
					out[open[last].at] = i // the outermost comes last
				}
				open = open[:last]
			}
		}
	}
	return out
}

// whole reports whether each tag in the raw HTML among siblings has its partner.
func whole(list []any) bool {
	p := &markup.Partners{}
	for _, v := range list {
		if _, raw, ok := rawOf(v); ok && isHTML(v) && (strings.Contains(raw, hole) || !p.Take([]byte(raw))) {
			return false
		}
	}
	return p.Done()
}

// htmlBlocks reads raw HTML with the blocks between its tags; false where it is no whole.
func (r *reader) htmlBlocks(list []any) ([]ast.Block, bool) {
	if !whole(list) {
		return nil, false
	}
	at := r.begin()
	p := &pieces{r: r}
	for _, v := range list {
		p.add(v)
	}
	p.flush()
	for _, blocks := range p.held {
		r.forget(blocks)
	}
	blocks, ok := markup.FragmentWith(r.name, at.Src.Line, []byte(p.out.String()), p.held, !r.held, r.log)
	ast.MapRuns(blocks, func(run []ast.Inline) []ast.Inline { return ast.JoinText(p.fill(run)) })
	blocks = append(blocks, p.left()...)
	numberedSections(blocks)
	r.lines[at.Src.Line-1] = strings.TrimSpace(ast.PlainText(ast.TextsIn(blocks)))
	r.named(blocks)
	return blocks, ok
}

// numberedSections reads the numbers of headings whose text was put in later.
func numberedSections(blocks []ast.Block) {
	for _, b := range blocks {
		if s, ok := b.(*ast.Section); ok && s.Number == "" {
			s.Number, s.Sep, s.Title = ast.SplitTitle(s.Title)
		}
	}
}

// pieces are raw HTML with something in the place of what stands between its tags: a
// sign in the place of a run of text, an element in that of other blocks.
type pieces struct {
	r       *reader
	out     strings.Builder
	held    [][]ast.Block
	waiting []any
	runs    []any // nil where the run was put in
}

func (p *pieces) add(v any) {
	text, para := v.(map[string]any)
	switch {
	case isHTML(v):
		p.flush()
		_, raw, _ := rawOf(v)
		p.out.WriteString(oneLine(p.r.clean(raw)))
	case para && isTag(v, "Plain"):
		p.flush()
		if raw, all := allHTML(text["c"]); all {
			p.out.WriteString(oneLine(p.r.clean(raw)))
			return
		}
		p.out.WriteString(p.holeFor(text["c"]))
	case para && isTag(v, "Para"):
		p.flush()
		p.out.WriteString("<p>" + p.holeFor(text["c"]) + "</p>")
	default:
		p.waiting = append(p.waiting, v)
	}
}

// allHTML is the HTML that is all that a run holds.
func allHTML(run any) (html string, all bool) {
	list, _ := run.([]any)
	for _, v := range list {
		if !isHTML(v) {
			return "", false
		}
		_, raw, _ := rawOf(v)
		html += raw
	}
	return html, len(list) > 0 && whole(list)
}

// flush reads the blocks that wait.
func (p *pieces) flush() {
	if len(p.waiting) > 0 {
		p.out.WriteString(markup.Placeholder(len(p.held)))
		p.held, p.waiting = append(p.held, p.r.inner(p.waiting)), nil
	}
}

// hole stands on both sides of the number of a run, in its place.
const hole = "\ufffc"

func (p *pieces) holeFor(run any) string {
	p.runs = append(p.runs, run)
	return fmt.Sprint(hole, len(p.runs)-1, hole)
}

// fill puts the runs where their holes are.
func (p *pieces) fill(around []ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, in := range around {
		switch n := in.(type) {
		case *ast.Text:
			out = append(out, p.filled(n)...)
			continue
		case *ast.Code:
			n.Value = ast.PlainText(p.filled(&ast.Text{At: n.At, Value: n.Value}))
		}
		if inner := ast.Children(in); len(inner) > 0 {
			if inner = p.fill(inner); len(inner) == 0 {
				continue
			}
			ast.SetChildren(in, inner)
		}
		out = append(out, in)
	}
	return out
}

// filled is a text with the runs in it.
func (p *pieces) filled(t *ast.Text) []ast.Inline {
	var out []ast.Inline
	for i, part := range strings.Split(t.Value, hole) {
		n, err := strconv.Atoi(part)
		switch {
		case i%2 == 1 && err == nil && n >= 0 && n < len(p.runs) && p.runs[n] != nil:
			out = append(out, p.r.inlines(p.runs[n])...)
			p.runs[n] = nil
		case part != "":
			out = append(out, &ast.Text{At: t.At, Value: part})
		}
	}
	return out
}

// left is what the HTML had no place for.
func (p *pieces) left() []ast.Block {
	out := slices.Concat(p.held...)
	for _, run := range p.runs {
		if text := ast.Trim(p.runOf(run)); ast.HasContent(text) {
			out = append(out, &ast.Paragraph{At: p.r.at(), Inlines: text})
		}
	}
	return out
}

func (p *pieces) runOf(run any) []ast.Inline {
	if run == nil {
		return nil
	}
	return p.r.inlines(run)
}

// oneLine keeps HTML on one line, so that all of it has the place of its block: line ends
// mean something in code alone.
func oneLine(raw string) string {
	var b strings.Builder
	inTag := false
	for _, c := range raw {
		switch {
		case c == '<' || c == '>':
			inTag = c == '<'
		case c == '\n' && inTag:
			c = ' '
		case c == '\n':
			b.WriteString("&#10;")
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// forget takes back the identifiers of blocks: they are given with those around.
func (r *reader) forget(blocks []ast.Block) {
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		delete(r.ids, ast.NodeID(n))
		return true
	})
}

// named takes care that the identifiers of what HTML made are given once.
func (r *reader) named(blocks []ast.Block) {
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		if _, place := n.(*ast.Anchor); !place {
			ast.SetNodeID(n, r.identifier(ast.NodeID(n)))
		}
		return true
	})
	ast.MapInlines(blocks, r.anchorsOnce)
}

// anchorsOnce leaves out anchors whose identifiers are given already.
func (r *reader) anchorsOnce(list []ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, in := range list {
		if !ast.IsAnchor(in) || r.identifier(ast.NodeID(in)) != "" {
			out = append(out, in)
		}
	}
	return out
}

// htmlRun reads what stands between two tags of running text as what they mark up; false
// where they have no place for it.
func (r *reader) htmlRun(list []any) ([]ast.Inline, bool) {
	last := len(list) - 1
	_, opening, _ := rawOf(list[0])
	_, closing, _ := rawOf(list[last])
	if r.deep == maxDeep || strings.Contains(opening, hole) {
		return nil, false
	}
	p, log := &pieces{r: r}, &diag.Log{}
	around, ok := r.htmlInlines(opening+p.holeFor(list[1:last])+closing, log)
	if !ok || !strings.Contains(ast.PlainText(around), hole) {
		return nil, false
	}
	for _, d := range log.All() {
		r.log.Add(d)
	}
	return ast.JoinText(r.within(around, p)), true
}

// within puts the run of p into what stands around it; no link stands inside another.
func (r *reader) within(around []ast.Inline, p *pieces) []ast.Inline {
	before := r.linked
	if before {
		around = unlinked(around)
	}
	r.deep++
	r.linked = before || holdsLink(around)
	out := p.fill(around)
	r.linked = before
	r.deep--
	return out
}

// maxDeep is how deep tags of running text may stand in each other: each looks through
// all that stands between its own.
const maxDeep = 16

// unlinked takes links away from around what they hold: none stands inside another.
func unlinked(list []ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, in := range list {
		inner := unlinked(ast.Children(in))
		if _, link := in.(*ast.Link); link {
			out = append(out, inner...)
			continue
		}
		ast.SetChildren(in, inner)
		out = append(out, in)
	}
	return out
}

func holdsLink(list []ast.Inline) bool {
	return slices.ContainsFunc(list, func(in ast.Inline) bool {
		_, link := in.(*ast.Link)
		return link || holdsLink(ast.Children(in))
	})
}

// htmlInlines reads HTML of running text whose tags have their partners.
func (r *reader) htmlInlines(raw string, log *diag.Log) ([]ast.Inline, bool) {
	blocks, ok := markup.FragmentWith(r.name, r.pos().Line, []byte(oneLine(r.clean(raw))), nil, false, log)
	if !ok || len(blocks) != 1 {
		return nil, false
	}
	r.named(blocks)
	switch b := blocks[0].(type) {
	case *ast.Paragraph:
		return b.Inlines, true
	case *ast.Figure:
		if b.Image != nil && len(b.Caption) == 0 {
			return append(r.anchor(b.ID), b.Image), true
		}
	}
	return nil, false
}
