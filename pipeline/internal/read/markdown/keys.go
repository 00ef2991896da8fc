package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
)

// keysNode is keys to press, ++ctrl+alt+del++ or ++"My Key"++ (PyMdown Extensions, Keys).
type keysNode struct {
	gast.BaseInline
	keys   string
	offset int
}

var kindKeys = gast.NewNodeKind("OctavoKeys")

func (*keysNode) Kind() gast.NodeKind             { return kindKeys }
func (n *keysNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

var (
	keysForm = pattern.Of(`^\+\+((?:"[^"\n]{1,40}"|[\w-]{1,40})(?:\+(?:"[^"\n]{1,40}"|[\w-]{1,40})){0,8})\+\+(?:[^\w+]|$)`)
	// keyNames are those that a single word between plus signs has to have, or one of
	// several: what else stands so may be text that another program marks as put in.
	keyNames = pattern.Of(`(?i)^(?:"[^"]+"|[lr](?:eft|ight)?-?(?:ctrl|control|shift|alt|cmd|command|win|windows|meta|super)|ctrl|control|alt|shift|cmd|command|meta|super|win|windows|option|opt|altgr|alt-gr(?:aph)?|fn|function|enter|return|tab|esc|escape|space|spacebar|backspace|bksp|del|delete|ins|insert|home|end|(?:page-?|pg)(?:up|down|dn)|(?:arrow-?)?(?:up|down|left|right)|f[1-9]\d?|caps-?lock|num-?lock|scroll-?lock|print-?screen|prtsc|pause|break|menu|apps|num\w*|numpad-\w+)$`)
)

// keysParser finds keys to press.
type keysParser struct{}

func (keysParser) Trigger() []byte { return []byte{'+'} }

func (keysParser) Parse(_ gast.Node, r text.Reader, _ parser.Context) gast.Node {
	before := r.PrecendingCharacter()
	line, segment := r.PeekLine()
	m := keysForm.FindSubmatch(line)
	if m == nil || before == '+' || isWordRune(before) || !namesKey(string(m[1])) {
		return nil
	}
	r.Advance(len(m[1]) + 4)
	return &keysNode{keys: string(m[1]), offset: segment.Start + 2}
}

// namesKey reports whether one of the words between plus signs is a key's name or quoted.
func namesKey(keys string) bool {
	for _, key := range strings.Split(keys, "+") {
		if keyNames.MatchString(key) {
			return true
		}
	}
	return false
}

// keysCode adds keys to press as code, as the element kbd is.
func (r *reader) keysCode(c *collector, n *keysNode) {
	c.add(&ast.Code{At: r.at(n.offset), Value: strings.ReplaceAll(n.keys, `"`, "")})
}
