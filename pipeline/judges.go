package pipeline

import (
	"context"
	"runtime"
	"slices"
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

func verdictOf(row judge.Row, file string) Verdict {
	v := Verdict{Judge: row.Judge, File: file}
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
