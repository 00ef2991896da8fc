package office

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/markup"
)

// Format is what is said of a run of text. The zero Format is plain text.
type Format struct {
	Bold, Italic, Code           bool
	Strike, Underline, Highlight bool
	Super, Sub                   bool
	// Lang is the run's language, "" for the document's.
	Lang string
	// Link is where the run leads: an address or "#id".
	Link string
	// Inserted and Deleted tell a tracked change that is shown.
	Inserted, Deleted bool
}

// Piece is a run of text with one format, or a node that stands in its place.
type Piece struct {
	Format
	At   ast.At
	Text string
	// Size is the size of the characters, in any unit; 0 where it is not known.
	Size int
	Node ast.Inline
	// Tab tells the blank that a tab is.
	Tab bool
}

// mark is one kind of mark: the value by which runs are one, "" for no mark, and
// the node around them.
type mark struct {
	value func(*Piece) string
	wrap  func(p *Piece, list []ast.Inline) ast.Inline
}

func flag(get func(*Piece) bool) func(*Piece) string {
	return func(p *Piece) string {
		if get(p) {
			return "on"
		}
		return ""
	}
}

// marked is a mark of a kind.
func marked(kind ast.MarkKind, get func(*Piece) bool) mark {
	return mark{flag(get), func(p *Piece, list []ast.Inline) ast.Inline { return &ast.Mark{At: p.At, Kind: kind, Inlines: list} }}
}

// marks are the kinds of marks, the outermost first.
var marks = []mark{
	{func(p *Piece) string { return p.Link }, func(p *Piece, list []ast.Inline) ast.Inline {
		return &ast.Link{At: p.At, URL: p.Link, Inlines: list}
	}},
	{func(p *Piece) string { return p.Lang }, func(p *Piece, list []ast.Inline) ast.Inline {
		return &ast.Lang{At: p.At, Tag: p.Lang, Inlines: list}
	}},
	marked(ast.Deleted, func(p *Piece) bool { return p.Deleted }),
	marked(ast.Inserted, func(p *Piece) bool { return p.Inserted }),
	marked(ast.Highlighted, func(p *Piece) bool { return p.Highlight }),
	{flag(func(p *Piece) bool { return p.Bold }), func(p *Piece, list []ast.Inline) ast.Inline {
		return &ast.Strong{At: p.At, Inlines: list}
	}},
	{flag(func(p *Piece) bool { return p.Italic }), func(p *Piece, list []ast.Inline) ast.Inline {
		return &ast.Emph{At: p.At, Inlines: list}
	}},
	marked(ast.Struck, func(p *Piece) bool { return p.Strike }),
	marked(ast.Underlined, func(p *Piece) bool { return p.Underline }),
	{flag(func(p *Piece) bool { return p.Super }), func(p *Piece, list []ast.Inline) ast.Inline {
		return &ast.Super{At: p.At, Inlines: list}
	}},
	{flag(func(p *Piece) bool { return p.Sub }), func(p *Piece, list []ast.Inline) ast.Inline {
		return &ast.Sub{At: p.At, Inlines: list}
	}},
}

// Inlines makes the run of nodes that pieces are, tidied; nil for one without
// content.
func Inlines(pieces []Piece) []ast.Inline {
	settle(pieces)
	return markup.Tidy(nested(edged(pieces), marks))
}

// edged takes no-break spaces from both ends of a paragraph, where they hold nothing
// together.
func edged(pieces []Piece) []Piece {
	const blanks = " \u00a0"
	for i := range pieces {
		if pieces[i].Node == nil {
			pieces[i].Text = strings.TrimLeft(pieces[i].Text, blanks)
		}
		if pieces[i].Node != nil || pieces[i].Text != "" {
			break
		}
	}
	for i := len(pieces) - 1; i >= 0; i-- {
		if pieces[i].Node == nil {
			pieces[i].Text = strings.TrimRight(pieces[i].Text, blanks)
		}
		if pieces[i].Node != nil || pieces[i].Text != "" {
			break
		}
	}
	return pieces
}

// settle takes marks off what shows none: all but the link off nodes, and the
// language off runs without words, unless both neighbours share it.
func settle(pieces []Piece) {
	before := ""
	for i := range pieces {
		p := &pieces[i]
		switch p.Text = oneSpace(p.Text); {
		case p.Node != nil:
			p.Format = Format{Link: p.Link, Inserted: p.Inserted, Deleted: p.Deleted}
			if _, call := p.Node.(*ast.NoteRef); call {
				p.Link = ""
			}
		case wordy(p.Text):
			before = p.Lang
		default:
			p.Lang = before
		}
	}
	after := ""
	for i := len(pieces) - 1; i >= 0; i-- {
		switch p := &pieces[i]; {
		case p.Node != nil:
		case wordy(p.Text):
			after = p.Lang
		case p.Lang != after:
			p.Lang = ""
		}
	}
}

func wordy(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// oneSpace makes tabs and line ends spaces and leaves out what neither XML nor
// PDF can hold.
func oneSpace(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\v' || r == '\f':
			return ' '
		case r < ' ' || r == 0x7f || r == 0xfffe || r == 0xffff:
			return -1
		}
		return r
	}, s)
}

// nested puts the marks around the pieces that share them.
func nested(pieces []Piece, kinds []mark) []ast.Inline {
	if len(kinds) == 0 {
		return leaves(pieces)
	}
	var out []ast.Inline
	for i := 0; i < len(pieces); {
		value := kinds[0].value(&pieces[i])
		k := i + 1
		for k < len(pieces) && kinds[0].value(&pieces[k]) == value {
			k++
		}
		list := nested(pieces[i:k], kinds[1:])
		if value != "" && len(list) > 0 {
			list = []ast.Inline{kinds[0].wrap(&pieces[i], list)}
		}
		out = append(out, list...)
		i = k
	}
	return out
}

// leaves makes nodes of pieces; texts that touch are one, and so are words of a program.
// They are put together at once, because joining them one by one takes time that grows
// with the square.
func leaves(pieces []Piece) []ast.Inline {
	var out []ast.Inline
	var text strings.Builder
	var at ast.At
	code := false
	flush := func() {
		switch {
		case text.Len() == 0:
		case code:
			out = append(out, &ast.Code{At: at, Value: text.String()})
		default:
			out = append(out, &ast.Text{At: at, Value: text.String()})
		}
		text.Reset()
	}
	for _, p := range pieces {
		if p.Node != nil {
			flush()
			out = append(out, p.Node)
			continue
		}
		if p.Text == "" {
			continue
		}
		isCode := p.Code && (code && text.Len() > 0 || strings.TrimSpace(p.Text) != "")
		if isCode != code {
			flush()
			code = isCode
		}
		if text.Len() == 0 {
			at = p.At
		}
		text.WriteString(p.Text)
	}
	flush()
	return out
}
