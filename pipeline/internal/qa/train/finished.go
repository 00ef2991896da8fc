package train

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// ReportFinished writes, with the committed weights, each decision of the finished
// documents that is wrong, with its line, and how often what came out as what; of one
// text alone where name is not empty.
func ReportFinished(w io.Writer, texts []*Text, name string) error {
	counts := map[string]int{}
	var all []outcome
	for _, t := range texts {
		if name != "" && t.Name != name {
			continue
		}
		log := &diag.Log{}
		doc, err := plaintext.Read(t.Name, t.Raw, log)
		if err != nil {
			return err
		}
		readings := understand.Decide(context.Background(), doc, log)
		of, at := t.outcomes(readings, log), 0
		for i, r := range readings {
			if t.truth[i] <= 0 {
				continue
			}
			if o := of[at]; o.decides() && !o.right() {
				counts[o.is+" for "+o.truth]++
				o.write(w, r.Line)
			}
			at++
		}
		all = append(all, of...)
	}
	for _, k := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return counts[b] - counts[a] }) {
		fmt.Fprintf(w, "%5d %s\n", counts[k], k)
	}
	worstTenth(w, all)
	all = slices.DeleteFunc(all, func(o outcome) bool { return !o.decides() })
	doubt(w, "all", all)
	return nil
}

// write writes what a line came out as instead of what it is.
func (o outcome) write(w io.Writer, line int) {
	flag := " "
	if o.flagged {
		flag = "?"
	}
	text := strings.Split(string(o.text.Raw), "\n")[line-1]
	fmt.Fprintf(w, "%-14s %5d %s %.2f %9s for %-9s %s\n", o.text.Name, line, flag, o.confidence, o.is, o.truth, strings.TrimSpace(text))
}
