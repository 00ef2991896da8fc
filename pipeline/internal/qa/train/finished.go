package train

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
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
		of, err := t.outcomes()
		if err != nil {
			return err
		}
		lines := strings.Split(string(t.Raw), "\n")
		for _, o := range of {
			if o.decides() && !o.right() {
				counts[o.is+" for "+o.truth]++
				o.write(w, lines[o.line-1])
			}
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
func (o outcome) write(w io.Writer, line string) {
	flag := " "
	if o.flagged {
		flag = "?"
	}
	fmt.Fprintf(w, "%-14s %5d %s %.2f %9s for %-9s %s\n", o.text.Name, o.line, flag, o.confidence, o.is, o.truth, strings.TrimSpace(line))
}
