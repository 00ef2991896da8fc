package understand

import (
	"sort"

	"octavo/pipeline/internal/diag"
)

// StructureCodes lists the codes of the passes that infer structure.
func StructureCodes() []diag.Code {
	var out []diag.Code
	for c := range structureCodes {
		out = append(out, c)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}
