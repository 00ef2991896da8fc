package understand_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/golden"
)

// markUp are the files with the rules for documents that come structured, which the
// readers' tests hold.
var markUp = []string{"besides.go", "listednotes.go", "loose.go", "looseheaded.go", "looselead.go", "markuptitle.go", "raisednotes.go", "raisedtext.go"}

// TestEveryRuleOccursInACase reads the rules of decisions off the source and looks for
// each in the decisions of the cases: what no case holds may decide nothing.
func TestEveryRuleOccursInACase(t *testing.T) {
	var logs strings.Builder
	for _, file := range golden.Files(t, "testdata/cases/*.log") {
		logs.WriteString(golden.Read(t, file))
	}
	found := 0
	for _, file := range golden.Files(t, "*.go") {
		if strings.HasSuffix(file, "_test.go") || slices.Contains(markUp, file) {
			continue
		}
		for _, rule := range rulesOf(t, file) {
			found++
			if !strings.Contains(logs.String(), rule) {
				t.Errorf("%s: no case has a decision by the rule %q", file, rule)
			}
		}
	}
	if found < leastRules {
		t.Errorf("only %d rules found in the source", found)
	}
}

// leastRules is how many rules the source has at least.
const leastRules = 60

// rulesOf lists the rules that a file gives as constants: the second field of a
// decision and the rule of a heading.
func rulesOf(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	take := func(e ast.Expr) {
		if lit, is := e.(*ast.BasicLit); is && lit.Kind == token.STRING {
			rule, _ := strconv.Unquote(lit.Value)
			out = append(out, rule)
		}
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			if name, is := n.Type.(*ast.Ident); is && name.Name == "decision" && len(n.Elts) > 1 {
				take(n.Elts[1])
			}
		case *ast.KeyValueExpr:
			if key, is := n.Key.(*ast.Ident); is && key.Name == "Rule" {
				take(n.Value)
			}
		case *ast.CallExpr:
			if f, is := n.Fun.(*ast.SelectorExpr); is && (f.Sel.Name == "heading" || f.Sel.Name == "noHeading") {
				for _, arg := range n.Args {
					take(arg)
				}
			}
		case *ast.AssignStmt:
			if name, is := n.Lhs[0].(*ast.Ident); is && name.Name == "rule" && len(n.Rhs) == 1 {
				take(n.Rhs[0])
			}
		}
		return true
	})
	return out
}
