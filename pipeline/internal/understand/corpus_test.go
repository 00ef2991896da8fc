package understand_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"octavo/pipeline/internal/account"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/write/markdown"
)

// corpusDir holds real texts with their true structure, beside the repository.
const corpusDir = "../../../../shared/corpus"

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
		d := document{name: filepath.Base(name), text: golden.Read(t, name+".txt")}
		if err := json.Unmarshal([]byte(golden.Read(t, file)), &d.truth); err != nil {
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

// job is a text that is to be compared with a truth.
type job struct {
	name, text string
	truth      truth
}

// scorer runs score.py over a list of [truth, output] files in one process.
const scorer = `
import json, sys
sys.path.insert(0, sys.argv[1])
from score import score
out = []
for truth, md in json.load(open(sys.argv[2])):
    measures, _, final, log = score(json.load(open(truth, encoding="utf8")), open(md, encoding="utf8").read(), True)
    out.append(dict(measures=measures, score=final, log=log))
json.dump(out, sys.stdout)
`

// scores renders the texts, holds each to law 1, and has all compared with
// their truths.
func scores(t *testing.T, jobs []job) []result {
	t.Helper()
	dir := t.TempDir()
	var files [][2]string
	for i, j := range jobs {
		doc, log := build(t, j.name+".txt", j.text)
		if err := account.Check(j.text, doc, log); err != nil {
			t.Errorf("%s: %v", j.name, err)
		}
		data, err := json.Marshal(j.truth)
		if err != nil {
			t.Fatal(err)
		}
		pair := [2]string{filepath.Join(dir, strconv.Itoa(i)+".json"), filepath.Join(dir, strconv.Itoa(i)+".md")}
		write(t, pair[0], data)
		write(t, pair[1], []byte(markdown.Print(doc)))
		files = append(files, pair)
	}
	list, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "jobs"), list)
	said, err := exec.Command("python3", "-B", "-c", scorer, corpusDir, filepath.Join(dir, "jobs")).Output()
	if err != nil {
		t.Fatalf("score.py: %v", err)
	}
	var out []result
	if err := json.Unmarshal(said, &out); err != nil {
		t.Fatalf("score.py said %s: %v", said, err)
	}
	return out
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestCorpus holds every text of the corpus to the truth, and the sample
// exactly.
func TestCorpus(t *testing.T) {
	const least, mean = 0.93, 0.97
	docs := corpus(t)
	var jobs []job
	for _, d := range docs {
		jobs = append(jobs, job(d))
	}
	sum, n := 0.0, 0
	for i, r := range scores(t, jobs) {
		d := docs[i]
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
