package train

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"octavo/pipeline/internal/understand"
)

// stretchOf is a list of the labels as lines without signs, and which of them begin an
// item.
type stretchOf struct {
	family string
	texts  []string
	begins []bool
}

// stretches are the lists of the labelled texts with at least two items that all have a
// sign before their text.
func stretches(texts []*Text) []stretchOf {
	var out []stretchOf
	for _, t := range texts {
		open := stretchOf{family: t.Family}
		use := func() {
			if n := len(open.begins); n > 2 && slices.Contains(open.begins[1:], true) {
				out = append(out, open)
			}
			open = stretchOf{family: t.Family}
		}
		for i, line := range strings.Split(string(t.Raw), "\n") {
			line = strings.TrimSpace(line)
			label := t.Labels[i+1]
			rest, signed := understand.WithoutSign(line)
			switch {
			case line == "":
			case label == "I" && signed:
				open.texts, open.begins = append(open.texts, rest), append(open.begins, true)
			case label == "G" && len(open.texts) > 0 && !signed:
				open.texts, open.begins = append(open.texts, line), append(open.begins, false)
			default:
				use()
			}
		}
		use()
	}
	return out
}

// MeasureMarks writes how many lists are parted rightly into as many items as they have,
// families held out, and gives the trees that all teach.
func MeasureMarks(w io.Writer, texts []*Text) []*understand.Tree {
	all, names := stretches(texts), families(texts)
	right, lines, wrong := 0, 0, 0
	for k := range foldCount {
		held := func(s stretchOf) bool { return slices.Index(names, s.family)%foldCount == k }
		trees := fitMarks(slices.DeleteFunc(slices.Clone(all), held))
		for _, s := range all {
			if !held(s) {
				continue
			}
			n := 0
			for _, b := range s.begins {
				if b {
					n++
				}
			}
			got := understand.LikeliestBegins(understand.BeginChances(s.texts, trees), n)
			if slices.Equal(got, s.begins) {
				right++
			}
			for i := range got {
				lines++
				if got[i] != s.begins[i] {
					wrong++
				}
			}
		}
	}
	fmt.Fprintf(w, "lists without their signs parted rightly: %d of %d; of %d lines %d wrong\n", right, len(all), lines, wrong)
	return fitMarks(all)
}

// fitMarks gives the trees that say best which lines begin an item.
func fitMarks(all []stretchOf) []*understand.Tree {
	var samples []sample
	for _, s := range all {
		for k, signs := range understand.BeginSigns(s.texts) {
			if k > 0 {
				samples = append(samples, sample{0, signs, s.begins[k]})
			}
		}
	}
	return fitTrees(samples, leafMarks)
}
