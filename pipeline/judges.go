package pipeline

import (
	"context"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"octavo/pipeline/internal/qa/judge"
)

// Verdict is what one outside judge said of one file, or why it was not asked.
type Verdict struct {
	Judge, File string
	// NotRun says why the judge could not be asked; "" where it was.
	NotRun string
	// Findings are the judge's own words, one a line; none where it found nothing.
	Findings []string
}

// judgesLimit is how long one judge may take over all files: Ace starts a browser.
const judgesLimit = 10 * time.Minute

// AskJudges puts files before the outside judges that read their kind: veraPDF,
// qpdf, EPUBCheck and Ace, as far as they are installed in the folder cache by
// ./check, or on the path. The verdicts are in the order of files, then of judges.
func AskJudges(ctx context.Context, cache string, files []string) []Verdict {
	var all []judge.Judge
	for _, j := range judge.All() {
		if slices.ContainsFunc(files, j.Reads) {
			all = append(all, j)
		}
	}
	panel := judge.Panel{Judges: all, Cache: cache, Workers: max(1, runtime.NumCPU()/2), Limit: judgesLimit}
	rows := panel.Sit(ctx, files)
	var out []Verdict
	for _, f := range files {
		for i, j := range all {
			if j.Reads(f) {
				out = append(out, verdictOf(rows[i], f))
			}
		}
	}
	return out
}

// judged are the claims that veraPDF is asked about, by the judge's name.
var judged = map[string]string{"veraPDF ua1": "PDF/UA-1", "veraPDF ua2": "PDF/UA-2", "veraPDF 2a": "PDF/A-2a", "veraPDF 4": "PDF/A-4", "veraPDF 4f": "PDF/A-4f"}

// claimsAnother gives the claim of a file's metadata to another standard of the same
// family than the one that a judge holds it to; "" where there is none.
func claimsAnother(name, file string) string {
	about := judged[name]
	family, _, _ := strings.Cut(about, "-")
	data, err := os.ReadFile(file)
	if about == "" || err != nil {
		return ""
	}
	seen, err := CheckFile(file, data)
	if err != nil || slices.Contains(seen.Claims, about) {
		return ""
	}
	for _, c := range seen.Claims {
		if strings.HasPrefix(c, family+"-") || strings.HasPrefix(c, "PDF/X") {
			return c
		}
	}
	return ""
}

func verdictOf(row judge.Row, file string) Verdict {
	v := Verdict{Judge: row.Judge, File: file}
	if claim := claimsAnother(row.Judge, file); claim != "" {
		v.NotRun = "the file claims " + claim + ", which this judge is not asked about"
		return v
	}
	if row.Err != nil {
		v.NotRun = row.Err.Error()
		return v
	}
	for _, given := range row.Verdicts {
		if given.File != file {
			continue
		}
		for _, f := range given.Findings {
			v.Findings = append(v.Findings, f.String())
		}
	}
	return v
}
