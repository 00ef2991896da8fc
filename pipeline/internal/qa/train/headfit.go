package train

import (
	"fmt"
	"io"
	"slices"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// head is a block that may be a heading, as the line model of other families sees it,
// with the truth.
type head struct {
	fold  *fold
	block understand.Candidate
	truth bool
}

// heads gathers the blocks of the texts that may be headings, as the weights of the fold
// show them. The title of the whole paper is decided elsewhere.
func (f *fold) heads(texts []*Text) ([]head, error) {
	restore, err := understand.UseModel(f.rows, nil, f.doubts, f.calibration)
	if err != nil {
		return nil, err
	}
	defer restore()
	var out []head
	for _, t := range texts {
		doc, err := plaintext.Read(t.Name, t.Raw, &diag.Log{})
		if err != nil {
			return nil, err
		}
		truth := map[int]string{}
		for i, u := range t.units {
			if t.truth[i] > 0 && t.Labels[u.Line] != "T" {
				truth[u.Line] = understand.ClassNames[t.truth[i]]
			}
		}
		for _, b := range understand.Candidates(doc) {
			if is := truth[b.Line]; is != "" {
				out = append(out, head{f, b, is == "heading"})
			}
		}
	}
	return out, nil
}

// originals are the own texts without those that were made of them: the trees see with
// the votes of the rules, which are right there, and would come to trust them alone.
func originals(own []*Text) []*Text {
	seen := map[string]bool{}
	var out []*Text
	for _, t := range own {
		if t.Family == ownFamily && !seen[t.Name] {
			seen[t.Name] = true
			out = append(out, t)
		}
	}
	return out
}

// measureHeads gives each fold the trees of headings that the others and own teach, and
// those that all teach.
func measureHeads(w io.Writer, folds []*fold, own []*Text) ([]*understand.Tree, error) {
	var all []head
	for _, f := range folds {
		of, err := f.heads(f.held)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	taught, err := folds[0].heads(originals(own))
	if err != nil {
		return nil, err
	}
	for _, f := range folds {
		others := slices.Clone(taught)
		for _, h := range all {
			if h.fold != f {
				others = append(others, h)
			}
		}
		f.heading = fitHeads(others)
	}
	reportHeads(w, all)
	return fitHeads(append(taught, all...)), nil
}

// fitHeads gives the trees that say best which blocks are headings.
func fitHeads(all []head) []*understand.Tree {
	samples := make([]sample, len(all))
	for i, h := range all {
		samples[i] = sample{h.block.Linear, h.block.Signs, h.truth}
	}
	return fitTrees(samples, leafLines)
}

// reportHeads writes how many headings the rules alone and the trees of other families
// find, and how many they make of what is none.
func reportHeads(w io.Writer, all []head) {
	line := func(name string, is func(h head) bool) {
		var right, wrong, missed int
		for _, h := range all {
			switch got := is(h); {
			case got && h.truth:
				right++
			case got:
				wrong++
			case h.truth:
				missed++
			}
		}
		fmt.Fprintf(w, "headings by %-18s right %4d  wrong %4d  missed %4d  F1 %.3f\n", name, right, wrong, missed,
			float64(2*right)/float64(max(1, 2*right+wrong+missed)))
	}
	line("rules", func(h head) bool { return h.block.Heading })
	for _, from := range []float64{0.3, 0.4, 0.5, 0.6, 0.7} {
		line(fmt.Sprintf("trees from %.1f", from), func(h head) bool { return h.block.Chance(h.fold.heading) >= from })
	}
	line("both", func(h head) bool { return h.block.Decide(h.block.Chance(h.fold.heading)) })
}
