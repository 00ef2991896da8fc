package foreign

import (
	"fmt"
	"strconv"
	"strings"
)

// readTable reads kinds.tsv, whose head says what its columns are. A line that is none
// stops the program, since the table is part of it.
func readTable(text string) []Kind {
	var out []Kind
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 {
			panic(fmt.Sprintf("kinds.tsv:%d: %d columns", i+1, len(cells)))
		}
		k := Kind{Name: cells[0], Way: cells[3], exts: strings.Fields(cells[1])}
		for _, s := range strings.Fields(cells[2]) {
			m, err := readMark(s)
			if err != nil {
				panic(fmt.Sprintf("kinds.tsv:%d: %s: %v", i+1, s, err))
			}
			k.marks = append(k.marks, m)
		}
		out = append(out, k)
	}
	return out
}

// readMark reads "zip:NAME", "zip-type:TEXT", "ole:NAME", "riff:TYPE", "xml:TEXT", or the place of
// bytes and these, quoted as in Go without the quotes: "0:%PDF-".
func readMark(s string) (mark, error) {
	where, what, _ := strings.Cut(s, ":")
	what, err := strconv.Unquote(`"` + what + `"`)
	if err != nil {
		return mark{}, err
	}
	at, err := strconv.Atoi(where)
	switch where {
	case "zip", "zip-type", "ole", "riff", "xml":
		return mark{where: where, what: what}, nil
	}
	return mark{at: at, what: what}, err
}
