package main

import (
	"os"
	"path/filepath"
	"strings"

	"octavo/source"
)

// target is an input and the folder in which its files are to be made.
type target struct{ input, dir string }

// targetsOf gives each input its folder: out, or, where several have one name,
// for each a folder under out that is called as its own is, from where the paths
// of these inputs part. Two that would still be written over each other are an
// error.
func targetsOf(inputs []string, opt inputOptions, out string) ([]target, error) {
	byName := map[string][]string{}
	for _, in := range inputs {
		name := nameOf(in, opt)
		byName[name] = append(byName[name], in)
	}
	targets := make([]target, len(inputs))
	taken := map[string]string{}
	for i, in := range inputs {
		name := nameOf(in, opt)
		dir := filepath.Join(out, mirrored(in, byName[name]))
		file := filepath.Join(dir, name+".pdf")
		if other, twice := taken[file]; twice {
			return nil, usagef("%s and %s would both be written as %s; build them into different folders", shown(other), shown(in), file)
		}
		taken[file] = in
		targets[i] = target{in, dir}
	}
	return targets, nil
}

// nameOf is the base name of the files that are made of an input.
func nameOf(in string, opt inputOptions) string {
	switch {
	case in == sampleArg:
		return source.Sample
	case in == stdinArg:
		name, _ := stdinNames(opt.name)
		return name
	case isFolder(in):
		return baseOf(in)
	case isBookFile(in):
		return baseOf(filepath.Dir(in))
	}
	return strings.TrimSuffix(filepath.Base(in), filepath.Ext(in))
}

// shown is an input's name for people.
func shown(in string) string {
	switch in {
	case sampleArg:
		return "the sample report"
	case stdinArg:
		return "standard input"
	}
	return in
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// baseOf is a folder's own name, also that of "." and "..".
func baseOf(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return filepath.Base(dir)
}

// mirrored is the folder of an input below the deepest one that holds all of
// the inputs alike; "" where it is alone.
func mirrored(in string, alike []string) string {
	if len(alike) == 1 {
		return ""
	}
	common := stepsTo(alike[0])
	for _, other := range alike[1:] {
		common = common[:sharedSteps(common, stepsTo(other))]
	}
	return filepath.Join(stepsTo(in)[len(common):]...)
}

// stepsTo are the names of the folders down to the one that an input stands in,
// from the root.
func stepsTo(in string) []string {
	if in == sampleArg || in == stdinArg {
		in = "x" // as if it stood in the working folder
	}
	dir := filepath.Dir(in)
	switch {
	case isFolder(in):
		dir = filepath.Join(in, "..")
	case isBookFile(in):
		dir = filepath.Join(in, "..", "..")
	}
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return strings.Split(strings.TrimPrefix(dir, filepath.VolumeName(dir)), string(filepath.Separator))
}

func sharedSteps(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
