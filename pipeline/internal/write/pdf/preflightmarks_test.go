package pdf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// marksFault finds ink of the marks inside the bleed, or outside the sheet, or not
// in all plates.
func marksFault(f *finished) string {
	for i, p := range f.pages {
		list, ok := p.get("Contents").(array)
		if !ok || len(list) != 2 {
			return fmt.Sprintf("page %d has no marks", i+1)
		}
		all, _ := f.dict(f.dict(p.get("Resources")).get("ColorSpace")).get("All").(array)
		if len(all) != 4 || all[0] != name("Separation") || all[1] != name("All") {
			return "the marks are not in all plates"
		}
		if fault := strokesFault(f, f.inflate(f.resolve(list[1]).(*stream)), boxOf(p, "BleedBox"), boxOf(p, "MediaBox")); fault != "" {
			return fmt.Sprintf("page %d: %s", i+1, fault)
		}
	}
	return ""
}

// strokesFault follows the paths of a stream of marks. A path is outside the bleed
// where all its points are on one side of it.
func strokesFault(f *finished, content []byte, bleed, media [4]float64) string {
	fault, all, artifact := "", false, false
	var xs, ys []float64
	operations(f.t, content, func(op string, operands []object) {
		switch op {
		case "BDC":
			artifact = operands[0] == name("Artifact") && strings.Contains(string(operands[1].encode(nil)), "/Type /Page")
		case "SCN":
			all = true
		case "m", "l", "c":
			for k, o := range operands {
				v, _ := strconv.ParseFloat(string(o.encode(nil)), 64)
				if k%2 == 0 {
					xs = append(xs, v)
				} else {
					ys = append(ys, v)
				}
			}
		case "S":
			const half = 0.125 // of the line's width
			outside := slices.Max(xs)+half <= bleed[0] || slices.Min(xs)-half >= bleed[2] || slices.Max(ys)+half <= bleed[1] || slices.Min(ys)-half >= bleed[3]
			if !outside || slices.Min(xs) < media[0] || slices.Max(xs) > media[2] || slices.Min(ys) < media[1] || slices.Max(ys) > media[3] || !all || !artifact {
				fault = fmt.Sprintf("a mark at %v, %v", xs, ys)
			}
			xs, ys = nil, nil
		}
	})
	return fault
}
