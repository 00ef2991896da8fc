package understand

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// shareFrom is the share of decisions that are right, from a probability of the
// model on.
type shareFrom struct{ probability, right float64 }

//go:embed calibration.tsv
var calibrationFile string

// calibration tells for each class how far its probabilities can be believed.
var calibration = sync.OnceValue(func() map[class][]shareFrom {
	return sound(parseCalibration(calibrationFile))
})

// sound is a table that is part of the program, read without an error; with one, no
// text can be read.
func sound[T any](table T, err error) T {
	if err != nil {
		panic(err)
	}
	return table
}

// parseCalibration reads a class, a probability and a share a line, parted by
// tabs; lines that begin with # are remarks.
func parseCalibration(table string) (map[class][]shareFrom, error) {
	out := map[class][]shareFrom{}
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if fields[0] == "" || fields[0][0] == '#' {
			continue
		}
		c := slices.Index(ClassNames[:], fields[0])
		if c < 0 || len(fields) != 3 {
			return nil, fmt.Errorf("calibration: no class and two numbers in %q", line)
		}
		p, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			return nil, err
		}
		right, err := strconv.ParseFloat(fields[2], 64)
		if err != nil {
			return nil, err
		}
		out[class(c)] = append(out[class(c)], shareFrom{p, right})
	}
	return out, nil
}

// measured is how often decisions for the class are right that have this
// probability.
func measured(c class, probability float64) float64 {
	right := probability
	for _, s := range calibration()[c] {
		if probability >= s.probability {
			right = s.right
		}
	}
	return right
}
