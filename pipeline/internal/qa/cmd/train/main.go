// Command train fits the weights of the line model and measures it.
//
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -rebuild MIRRORS          makes the raw texts again
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR               measures, families held out
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -weights DIR  and fits on all
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -made DIR     learns from texts of qa/cmd/factory too
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -rules        measures the rules alone, with -made on its texts
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -front        measures titles and other values
//	go run ./pipeline/internal/qa/cmd/train -front -covers DIR                   the same on covers
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -show NAME    where the rules err in a text
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -finished     lists what came out wrong in the finished documents
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -lists        says what becomes of the items of lists, by cause
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -marks        fits the trees of marktrees.tsv
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -notes        measures calls and notes, and lists what is wrong
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -pairs        fits the weights of notepairs.tsv
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -titles       fits the weights of titles.tsv
//	  … -titles -covers DIR                              on texts too of which the title alone is known
package main

import (
	"bytes"
	"flag"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"octavo/pipeline/internal/qa/train"
	"octavo/pipeline/internal/understand"
)

// options are the flags.
type options struct {
	texts, mirrors, labels, weights, manifest, cases, made, covers, show string
	ridge, madeWeight                                                    float64
	rules, front, finished, lists, marks, notes, titles, held, pairs     bool
}

func main() {
	var o options
	flag.StringVar(&o.texts, "texts", "", "folder with the raw texts, in raw/")
	flag.StringVar(&o.mirrors, "rebuild", "", "folder with the git folders OWNER/NAME from which to make the raw texts again")
	flag.StringVar(&o.labels, "labels", "pipeline/internal/qa/train/labels", "folder with the labels")
	flag.StringVar(&o.weights, "weights", "", "folder to write weights.tsv, headtrees.tsv, calibration.tsv, doubt.tsv and doubttrees.tsv to")
	flag.Float64Var(&o.ridge, "ridge", train.Ridge, "ridge on the weights")
	flag.BoolVar(&o.rules, "rules", false, "measure the rules alone")
	flag.BoolVar(&o.front, "front", false, "measure titles and the other values of the front")
	flag.StringVar(&o.manifest, "manifest", "", "file with other texts than those that the trainer knows")
	flag.BoolVar(&o.finished, "finished", false, "list the decisions of the finished documents that are wrong, of the text of -show alone where it is given")
	flag.BoolVar(&o.lists, "lists", false, "list what becomes of the items of lists, and count it by cause")
	flag.BoolVar(&o.marks, "marks", false, "fit the trees of texts below columns of marks and print them")
	flag.BoolVar(&o.notes, "notes", false, "measure the pairings of calls and notes")
	flag.BoolVar(&o.titles, "titles", false, "fit the weights of the readings of covers and print them")
	flag.BoolVar(&o.held, "held", false, "with -notes and -front: the weights of the other families")
	flag.BoolVar(&o.pairs, "pairs", false, "fit the weights of calls and notes and print them")
	flag.StringVar(&o.cases, "own", "pipeline/internal/understand/testdata/cases", "folders with texts that the rules get right, parted by commas")
	flag.StringVar(&o.made, "made", "", "folder with texts that qa/cmd/factory made, to learn from too")
	flag.Float64Var(&o.madeWeight, "madeweight", 0.25, "what a line of -made weighs against one of a real paper")
	flag.StringVar(&o.covers, "covers", "", "folder with covers.tsv and raw/, texts of which the title alone is known, for -titles and -front")
	flag.StringVar(&o.show, "show", "", "list where the rules err in the text of this name")
	flag.Parse()
	if err := o.run(); err != nil {
		log.Fatal(err)
	}
}

func (o *options) run() error {
	if o.mirrors != "" {
		return train.Rebuild(o.mirrors, o.texts, o.manifest)
	}
	if o.front && !o.held && o.covers != "" {
		covers, err := train.LoadCovers(o.covers)
		if err != nil {
			return err
		}
		return train.ReportCovers(os.Stdout, covers)
	}
	all, err := train.Load(o.texts, o.labels, o.manifest)
	if err != nil {
		return err
	}
	switch {
	case o.finished:
		return train.ReportFinished(os.Stdout, all, o.show)
	case o.show != "":
		for _, t := range all {
			if t.Name == o.show {
				train.ShowRules(os.Stdout, t)
			}
		}
	case o.titles, o.front && o.held:
		return o.covered(all)
	case o.front:
		return train.ReportFront(os.Stdout, all)
	case o.lists:
		return train.ReportLists(os.Stdout, all, true)
	case o.marks:
		trees := train.MeasureMarks(os.Stderr, all)
		os.Stdout.WriteString(understand.TreesTable(trees, understand.BreakSignNames()))
	case o.notes:
		return train.ReportNotes(os.Stdout, all, o.held)
	case o.pairs:
		return train.WritePairWeights(os.Stdout, all)
	case o.rules:
		if o.made != "" {
			if all, err = train.LoadMade(o.made, o.madeWeight); err != nil {
				return err
			}
		}
		train.ReportRules(os.Stdout, all)
	default:
		own, err := teachers(o.cases, o.made, o.madeWeight)
		if err != nil {
			return err
		}
		return fit(all, own, o.weights, o.ridge)
	}
	return nil
}

// covered fits the readings of covers, or measures them with makers held out.
func (o *options) covered(all []*train.Text) error {
	own, err := train.LoadOwnTitles(o.cases)
	if err != nil {
		return err
	}
	var more []*train.Text
	if o.covers != "" {
		if more, err = train.LoadCovers(o.covers); err != nil {
			return err
		}
	}
	if o.titles {
		return train.WriteTitleWeights(os.Stdout, slices.Concat(own, all, more))
	}
	return train.ReportFrontHeld(os.Stdout, all, more, own)
}

// teachers are the texts that are learned from and not measured.
func teachers(cases, made string, weight float64) ([]*train.Text, error) {
	var own []*train.Text
	for _, dir := range strings.Split(cases, ",") {
		more, err := train.LoadOwn(dir)
		if err != nil {
			return nil, err
		}
		own = append(own, more...)
	}
	if made == "" {
		return own, nil
	}
	more, err := train.LoadMade(made, weight)
	return append(own, more...), err
}

func fit(texts, own []*train.Text, weights string, ridge float64) error {
	heads, outcomes, err := train.CrossValidate(os.Stdout, texts, own, ridge)
	if err != nil || weights == "" {
		return err
	}
	var table, shares bytes.Buffer
	train.WriteWeights(&table, train.Fit(append(own, texts...), ridge))
	train.WriteCalibration(&shares, outcomes)
	doubts := train.FitDoubts(outcomes)
	for name, content := range map[string]string{
		"weights.tsv": table.String(), "calibration.tsv": shares.String(), "doubt.tsv": doubts.String(), "doubttrees.tsv": understand.TreesTable(doubts.Trees, understand.SignNames()),
		"headtrees.tsv": understand.TreesTable(heads, understand.HeadSignNames()),
	} {
		if err := os.WriteFile(filepath.Join(weights, name), []byte(content), 0o644); err != nil {
			return err
		}
	}
	return nil
}
