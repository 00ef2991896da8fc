// Command train fits the weights of the line model and measures it.
//
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -rebuild MIRRORS          makes the raw texts again
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR               measures, families held out
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -weights DIR  and fits on all
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -made DIR     learns from texts of qa/cmd/factory too
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -rules        measures the rules alone, with -made on its texts
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -front        measures titles and other values
//	go run ./pipeline/internal/qa/cmd/train -texts DIR -labels DIR -show NAME    where the rules err in a text
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

func main() {
	texts := flag.String("texts", "", "folder with the raw texts, in raw/")
	mirrors := flag.String("rebuild", "", "folder with the git folders OWNER/NAME from which to make the raw texts again")
	labels := flag.String("labels", "pipeline/internal/qa/train/labels", "folder with the labels")
	weights := flag.String("weights", "", "folder to write weights.tsv, headtrees.tsv, calibration.tsv, doubt.tsv and doubttrees.tsv to")
	ridge := flag.Float64("ridge", train.Ridge, "ridge on the weights")
	rules := flag.Bool("rules", false, "measure the rules alone")
	front := flag.Bool("front", false, "measure titles and the other values of the front")
	manifest := flag.String("manifest", "", "file with other texts than those that the trainer knows")
	lists := flag.Bool("lists", false, "list what becomes of the items of lists, and count it by cause")
	marks := flag.Bool("marks", false, "fit the trees of texts below columns of marks and print them")
	notes := flag.Bool("notes", false, "measure the pairings of calls and notes")
	titles := flag.Bool("titles", false, "fit the weights of the readings of covers and print them")
	held := flag.Bool("held", false, "with -notes and -front: the weights of the other families")
	pairs := flag.Bool("pairs", false, "fit the weights of calls and notes and print them")
	cases := flag.String("own", "pipeline/internal/understand/testdata/cases", "folders with texts that the rules get right, parted by commas")
	made := flag.String("made", "", "folder with texts that qa/cmd/factory made, to learn from too")
	madeWeight := flag.Float64("madeweight", 0.25, "what a line of -made weighs against one of a real paper")
	covers := flag.String("covers", "", "folder with covers.tsv and raw/, texts of which the title alone is known, for -titles and -front -held")
	show := flag.String("show", "", "list where the rules err in the text of this name")
	flag.Parse()
	if *mirrors != "" {
		if err := train.Rebuild(*mirrors, *texts); err != nil {
			log.Fatal(err)
		}
		return
	}
	all, err := train.Load(*texts, *labels, *manifest)
	if err != nil {
		log.Fatal(err)
	}
	switch {
	case *show != "":
		for _, t := range all {
			if t.Name == *show {
				train.ShowRules(os.Stdout, t)
			}
		}
	case *titles, *front && *held:
		own, err := train.LoadOwnTitles(*cases)
		if err != nil {
			log.Fatal(err)
		}
		var more []*train.Text
		if *covers != "" {
			if more, err = train.LoadCovers(*covers); err != nil {
				log.Fatal(err)
			}
		}
		if *titles {
			err = train.WriteTitleWeights(os.Stdout, slices.Concat(own, all, more))
		} else {
			err = train.ReportFrontHeld(os.Stdout, all, more, own)
		}
		if err != nil {
			log.Fatal(err)
		}
	case *front:
		if err := train.ReportFront(os.Stdout, all); err != nil {
			log.Fatal(err)
		}
	case *lists:
		if err := train.ReportLists(os.Stdout, all, true); err != nil {
			log.Fatal(err)
		}
	case *marks:
		trees := train.MeasureMarks(os.Stderr, all)
		os.Stdout.WriteString(understand.TreesTable(trees, understand.BreakSignNames()))
	case *notes:
		if err := train.ReportNotes(os.Stdout, all, *held); err != nil {
			log.Fatal(err)
		}
	case *pairs:
		if err := train.WritePairWeights(os.Stdout, all); err != nil {
			log.Fatal(err)
		}
	case *rules:
		if *made != "" {
			if all, err = train.LoadMade(*made, *madeWeight); err != nil {
				log.Fatal(err)
			}
		}
		train.ReportRules(os.Stdout, all)
	default:
		own, err := teachers(*cases, *made, *madeWeight)
		if err != nil {
			log.Fatal(err)
		}
		if err := fit(all, own, *weights, *ridge); err != nil {
			log.Fatal(err)
		}
	}
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
