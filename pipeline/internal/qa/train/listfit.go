package train

import (
	"fmt"
	"io"
	"math"
	"slices"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// member is a block that may be an item, as the line model of other families sees it,
// with the truth.
type member struct {
	fold  *fold
	text  *Text
	block understand.Member
	truth bool
}

// members gathers the blocks of the texts that may be items, as the weights and the trees
// of headings of the fold show them.
func (f *fold) members(texts []*Text) ([]member, error) {
	restore, err := understand.UseModel(f.rows, f.heading, nil, f.doubts, f.calibration)
	if err != nil {
		return nil, err
	}
	defer restore()
	var out []member
	for _, t := range texts {
		doc, err := plaintext.Read(t.Name, t.Raw, &diag.Log{})
		if err != nil {
			return nil, err
		}
		truth := map[int]string{}
		for i, u := range t.units {
			if t.truth[i] > 0 {
				truth[u.Line] = understand.ClassNames[t.truth[i]]
			}
		}
		for _, m := range understand.Members(doc) {
			// A list inside a cell is one too.
			if is := truth[m.Line]; is != "" && !(m.Sign && is == "table") {
				out = append(out, member{f, t, m, is == "item"})
			}
		}
	}
	return out, nil
}

// measureLists gives each fold the trees of lists that the others and own teach, and
// those that all teach.
func measureLists(w io.Writer, folds []*fold, own []*Text) ([]*understand.Tree, error) {
	var all []member
	for _, f := range folds {
		of, err := f.members(f.held)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	taught, err := folds[0].members(originals(own))
	if err != nil {
		return nil, err
	}
	for _, f := range folds {
		others := slices.Clone(taught)
		for _, m := range all {
			if m.fold != f {
				others = append(others, m)
			}
		}
		f.lists = fitLists(others)
	}
	reportMembers(w, all)
	reportDisputed(w, all)
	return fitLists(append(taught, all...)), nil
}

// fitLists gives the trees that say best which blocks are items. The members of a run are
// right or wrong together, so that many prove little more than a few.
func fitLists(all []member) []*understand.Tree {
	samples := make([]sample, len(all))
	eachRun(all, func(from, to int) {
		for i := from; i < to; i++ {
			samples[i] = sample{0, all[i].block.Signs, all[i].truth, 1 / math.Sqrt(float64(to-from))}
		}
	})
	return fitTrees(samples, leafMembers)
}

// eachRun calls use with the bounds of each run of members.
func eachRun(all []member, use func(from, to int)) {
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].text == all[from].text && all[to].block.Run == all[from].block.Run {
			to++
		}
		use(from, to)
		from = to
	}
}

// reportMembers writes how many items the rules alone and the trees of other families
// find, and how many they make of what is none.
func reportMembers(w io.Writer, all []member) {
	line := func(name string, is func(items bool, odds float64) bool) {
		var right, wrong, missed int
		eachRun(all, func(from, to int) {
			odds := 0.0
			for _, m := range all[from:to] {
				odds += understand.Odds(m.fold.lists, m.block.Signs) / float64(to-from)
			}
			got := is(all[from].block.Items, odds)
			for _, m := range all[from:to] {
				switch {
				case got && m.truth:
					right++
				case got:
					wrong++
				case m.truth:
					missed++
				}
			}
		})
		fmt.Fprintf(w, "items by %-21s right %4d  wrong %4d  missed %4d  F1 %.3f\n", name, right, wrong, missed,
			float64(2*right)/float64(max(1, 2*right+wrong+missed)))
	}
	line("rules", func(items bool, _ float64) bool { return items })
	line("trees", func(_ bool, odds float64) bool { return odds >= 0 })
	line("both", func(items bool, odds float64) bool { return understand.DecideRun(items, odds) })
}

// reportDisputed writes how often the rules are right that stand against the trees.
func reportDisputed(w io.Writer, all []member) {
	n, right := 0, 0
	eachRun(all, func(from, to int) {
		odds := 0.0
		for _, m := range all[from:to] {
			odds += understand.Odds(m.fold.lists, m.block.Signs) / float64(to-from)
		}
		if is := understand.DecideRun(all[from].block.Items, odds); is != (odds >= 0) {
			for _, m := range all[from:to] {
				n++
				if m.truth == is {
					right++
				}
			}
		}
	})
	fmt.Fprintf(w, "items and others that stay what the rules made them against the trees: %d, right %d\n", n, right)
}
