package inline

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
)

// pieces are what the passes look for, with the marks of the notation between
// them.
var pieces = []string{
	"Kamerstukken II", "36 327", "nr. 3", "en", "nrs.", "5", "Stb. 2018, 144", "artikel 273f Sr", "Wet politiegegevens",
	"Duurzaam Digitaal Stelsel", "(DDS)", "DDS", "DDS-partners", "DDS (Duurzaam Digitaal Stelsel)", "(OM)", "OM", "Openbaar Ministerie",
	"comply or explain", "white", "paper", "best practices", "the whole of government", "New York", "de wet", "het", "van",
	"*", "*", "^1^", "_", "_", ",", ".", "“", "”", "(", ")", "-", "’s", "é", "\u00a0", "Richtlijn (EU) 2016/679",
}

// TestPassesKeepTextAndRest: no pass changes the visible text, and none
// changes the tree when it runs again (laws 1 and 3).
func TestPassesKeepTextAndRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 30), 1, 4).Draw(t, "lines")
		var source strings.Builder
		for _, l := range lines {
			source.WriteString(strings.Join(l, " ") + "\n")
		}
		checkPasses(t, source.String())
	})
}

func checkPasses(t interface {
	Fatalf(format string, args ...any)
}, source string) {
	doc := readNotation(source, "nl")
	before := visible(doc)
	runAll(doc)
	if after := visible(doc); after != before {
		t.Fatalf("the visible text changed from\n%q\nto\n%q", before, after)
	}
	once := ast.Dump(doc)
	runAll(doc)
	if twice := ast.Dump(doc); twice != once {
		t.Fatalf("a second run changed\n%s\nto\n%s", once, twice)
	}
}

func runAll(doc *ast.Document) {
	for _, p := range passes {
		p.run(doc, &diag.Log{})
	}
}

func FuzzPasses(f *testing.F) {
	for _, file := range golden.Files(f, "testdata/*/*.txt") {
		f.Add(golden.Read(f, file))
	}
	f.Fuzz(func(t *testing.T, source string) { checkPasses(t, source) })
}

// TestCorpus runs the passes over the reports of the corpus, where it is
// there, and holds what they find.
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../../../../../shared/corpus/*.txt")
	if len(files) == 0 {
		t.Skip("the corpus is not beside the repository")
	}
	for _, file := range files {
		doc, log := readNotation(strings.NewReplacer("*", "", "_", "", "^", "").Replace(golden.Read(t, file)), ""), &diag.Log{}
		before := visible(doc)
		for _, p := range append([]pass{{"language", DocumentLanguage}}, passes...) {
			p.run(doc, log)
		}
		if visible(doc) != before {
			t.Errorf("%s: the visible text changed", file)
		}
		golden.Compare(t, filepath.Join("testdata/corpus", golden.Name(file)+".golden"), writeLog(log))
	}
}

// BenchmarkHostile shows that lines made to be read again and again take time
// in proportion to their length: compare MB/s of the two sizes.
func BenchmarkHostile(b *testing.B) {
	for name, unit := range map[string]string{
		"brackets": "(AB)", "hyphens": "OM-a-", "list": "Kamerstukken II 2019/20, 35 300, nr. 3 en ", "words": "white paper ", "titles": "(Grondwet",
	} {
		for _, size := range []int{100_000, 1_000_000} {
			source := "Openbaar Ministerie (OM) " + strings.Repeat(unit, size/len(unit))
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				b.SetBytes(int64(len(source)))
				for b.Loop() {
					runAll(readNotation(source, "nl"))
				}
			})
		}
	}
}
