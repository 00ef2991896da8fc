package normalise_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/ast"
	"octavo/pipeline/diag"
	"octavo/pipeline/normalise/account"
)

// corpusDir holds real texts with their true structure, beside the repository.
const corpusDir = "../../../shared/corpus"

// truth is a truth file, of which only some fields are looked into.
type truth map[string]any

// document is a text of the corpus.
type document struct {
	name, text string
	truth      truth
}

// corpus reads the texts of the corpus; a test that needs it is left out, and
// says so, where the corpus or the program that scores is missing.
func corpus(t *testing.T) []document {
	t.Helper()
	files, _ := filepath.Glob(corpusDir + "/*.truth.json")
	if len(files) == 0 {
		t.Skipf("left out: no corpus at %s", corpusDir)
	}
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("left out: the score needs python3")
	}
	var out []document
	for _, file := range files {
		name := strings.TrimSuffix(file, ".truth.json")
		d := document{name: filepath.Base(name), text: read(t, name+".txt")}
		if err := json.Unmarshal([]byte(read(t, file)), &d.truth); err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

// result is what score.py says about a rendering.
type result struct {
	Measures map[string]float64
	Score    float64
	Log      []string
}

// score renders text and has it compared with the truth.
func score(t *testing.T, name, text string, tr truth) result {
	t.Helper()
	doc, log := build(t, name+".txt", text)
	if err := account.Check(text, doc, log); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	dir := t.TempDir()
	truthFile, output := filepath.Join(dir, "truth.json"), filepath.Join(dir, "out.md")
	data, err := json.Marshal(tr)
	if err != nil {
		t.Fatal(err)
	}
	for file, content := range map[string]string{truthFile: string(data), output: ast.Markdown(doc)} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	said, err := exec.Command("python3", corpusDir+"/score.py", truthFile, output, "--json", "-v").CombinedOutput()
	if err != nil {
		t.Fatalf("score.py: %v\n%s", err, said)
	}
	var r result
	if err := json.Unmarshal(said, &r); err != nil {
		t.Fatalf("score.py said %s: %v", said, err)
	}
	return r
}

// TestCorpus holds every text of the corpus to the truth, and the sample
// exactly.
func TestCorpus(t *testing.T) {
	const least, mean = 0.93, 0.97
	sum, n := 0.0, 0
	for _, d := range corpus(t) {
		r := score(t, d.name, d.text, d.truth)
		floor := least
		if strings.HasPrefix(d.name, "beleidsverslag") {
			floor = 1
		}
		if r.Score < floor {
			t.Errorf("%s: %.3f, must be %.3f\n%s", d.name, r.Score, floor, strings.Join(r.Log, "\n"))
		}
		sum, n = sum+r.Score, n+1
	}
	if sum/float64(n) < mean {
		t.Errorf("mean %.3f, must be %.3f", sum/float64(n), mean)
	}
}

// TestCorpusTrees holds the trees of the corpus to ast.Check.
func TestCorpusTrees(t *testing.T) {
	for _, d := range corpus(t) {
		doc, _ := build(t, d.name, d.text)
		log := &diag.Log{}
		ast.Check(doc, log)
		if log.HasErrors() {
			t.Errorf("%s: %v", d.name, log.All())
		}
	}
}
